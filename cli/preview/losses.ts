import { asDocument, documentLosses } from "../../aws/preflight/document-losses";

/** A property of a resource before and after. */
export interface PropertyChange {
    readonly path: string;
    readonly before?: unknown;
    readonly after?: unknown;
}

// Properties that a component reports for one run only: their absence in the next run is no loss.
const reported: readonly string[] = ["offAtAws", "replacesAtAws"];

/**
 * What an update removes: keys of maps and items of lists (a tag, a service, a member of a group), statements of policy documents, texts
 * that become empty, and protection that is switched off. A changed value is no loss.
 */
export function lossesOf(
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
): readonly PropertyChange[] {
    return Object.entries(before)
        .filter(([key]) => !key.startsWith("__") && !reported.includes(key))
        .flatMap(([key, value]) => lost(key, value, after[key]))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function lost(path: string, before: unknown, after: unknown): readonly PropertyChange[] {
    if (isEmpty(before)) return [];
    if (isEmpty(after)) return [{ path, before }];
    if (Array.isArray(before) && Array.isArray(after)) {
        const left = new Set(after.map((item) => JSON.stringify(item)));
        const gone = before.filter((item) => !left.has(JSON.stringify(item))) as readonly unknown[];
        if (after.length < before.length || !gone.some(isMap)) return gone.map((item) => ({ path, before: item }));
        // An item that changed, as in a list with one item, is no loss; only parts that the new item lacks are.
        const kept = new Set(before.map((item) => JSON.stringify(item)));
        return pairs(
            gone,
            after.filter((item) => !kept.has(JSON.stringify(item))),
        ).flatMap(([old, now]) => lost(`${path}[${before.indexOf(old)}]`, old, now));
    }
    const [document, other] = [asDocument(before), asDocument(after)];
    // A narrower trust policy is no loss of protection.
    if (document !== undefined && other !== undefined && path !== "assumeRolePolicy")
        return documentLosses(document, other).map((part) => ({ path, before: part }));
    if (isMap(before) && isMap(after))
        return Object.entries(before).flatMap(([key, value]) => lost(member(path, key), value, after[key]));
    return [];
}

/** Pairs each old item with the new one that has most in common with it. */
function pairs(before: readonly unknown[], after: readonly unknown[]): readonly (readonly [unknown, unknown])[] {
    const left = [...after];
    return before.map((old) => {
        const common = left.map((now) => commonParts(old, now));
        const best = common.indexOf(Math.max(...common));
        return [old, left.splice(best, 1)[0]] as const;
    });
}

/** How much two maps have in common: shared keys, those with equal values counting most. */
function commonParts(one: unknown, other: unknown): number {
    if (!isMap(one) || !isMap(other)) return 0;
    const shared = Object.keys(one).filter((key) => Object.hasOwn(other, key));
    const same = shared.filter((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
    return shared.length + same.length * 100;
}

function isEmpty(value: unknown): boolean {
    return (
        value === undefined ||
        value === null ||
        value === "" ||
        (Array.isArray(value) && value.length === 0) ||
        (isMap(value) && Object.keys(value).length === 0)
    );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(path: string, key: string): string {
    return /^[\w-]+$/u.test(key) ? `${path}.${key}` : `${path}["${key}"]`;
}
