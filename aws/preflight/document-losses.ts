/** Content of one policy document that the other one lacks, and that would be lost with the first. */

type Json = Readonly<Record<string, unknown>>;

/**
 * What a document loses, in words; empty if nothing is lost:
 * - of a document with statements, each statement that is missing, by its Sid or its content;
 * - of a Deny with the same Sid, the actions that it no longer denies, or the whole statement if it applies to fewer resources or under
 * more conditions;
 * - of an Allow for a principal, what the principal may no longer do. An Allow without a principal, as in a service control policy, only
 * limits;
 * - of any other document, the paths of keys and items.
 *
 * Order, and a list of one instead of a text, make no difference.
 *
 * @param ofIdentity whether it is a role's own policy, which allows its actions to the role
 */
export function documentLosses(before: Json, after: Json, ofIdentity = false): readonly string[] {
    if (before["Statement"] === undefined) return lostParts("", before, after);
    const left = statementsOf(after);
    const same = new Set(left.map(canonical));
    return statementsOf(before).flatMap((statement) => {
        if (same.has(canonical(statement))) return [];
        const sid = statement["Sid"];
        const twin = left.find((each) => sid !== undefined && each["Sid"] === sid);
        if (twin === undefined) return [`statement ${typeof sid === "string" ? sid : inWords(statement)}`];
        if (statement["Effect"] !== "Deny")
            return ofIdentity || statement["Principal"] !== undefined ? lostGrants(statement, twin) : [];
        if (twin["Effect"] !== "Deny") return [`statement ${String(sid)}`];
        // NotAction denies everything else, so it denies less with each item more.
        const [spared, spares] = [statement, twin].map((each) => each["NotAction"]);
        if ((spared === undefined) !== (spares === undefined) || isNarrower(statement, twin))
            return [`statement ${String(sid)}`];
        if (spares !== undefined) {
            const before = new Set(listOf(spared));
            const more = listOf(spares).filter((action) => !before.has(action));
            return more.map((action) => `${String(sid)}: ${String(action)}`);
        }
        return uncovered(statement["Action"], twin["Action"]).map((action) => `${String(sid)}: ${action}`);
    });
}

/** What an Allow for a principal no longer allows. */
function lostGrants(statement: Json, twin: Json): readonly string[] {
    const sid = String(statement["Sid"]);
    const condition = twin["Condition"] === undefined ? undefined : canonical(twin["Condition"]);
    const isNarrowed = condition !== undefined && condition !== canonical(statement["Condition"] ?? {});
    const isOther = ["NotAction", "NotPrincipal", "NotResource"].some(
        (key) => canonical(statement[key] ?? "") !== canonical(twin[key] ?? ""),
    );
    if (twin["Effect"] !== "Allow" || isNarrowed || isOther) return [`statement ${sid}`];
    return ["Action", "Principal", "Resource"].flatMap((key) =>
        uncovered(statement[key], twin[key]).map((name) => `${sid}: ${name}`),
    );
}

/** Names that no pattern of the other list matches. */
function uncovered(before: unknown, after: unknown): readonly string[] {
    const left = namesIn(after);
    return namesIn(before).filter((name) => !left.some((pattern) => covers(pattern, name)));
}

/** The items of a list, or all principals, each with its kind before the name. */
function namesIn(value: unknown): readonly string[] {
    if (!isMap(value)) return listOf(value).map(String);
    return Object.entries(value).flatMap(([kind, names]) =>
        listOf(names).map((name) => (kind === "AWS" ? principalName(String(name)) : `${kind} ${String(name)}`)),
    );
}

/** An account is named by its id or by the ARN of its root user (IAM, "AWS JSON policy elements: Principal"). */
function principalName(name: string): string {
    return /^arn:[\w-]+:iam::(\d{12}):root$/u.exec(name)?.[1] ?? name;
}

function covers(pattern: string, name: string): boolean {
    const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "iu").test(name);
}

/** Whether a Deny has other resources, principals or conditions, which must be taken for fewer. */
function isNarrower(before: Json, after: Json): boolean {
    return ["Resource", "NotResource", "Condition", "Principal", "NotPrincipal"].some((key) => {
        const [was, is] = [before[key], after[key]].map((value) => (value === undefined ? "" : canonical(value)));
        return was !== is && is !== (key === "Resource" ? '"*"' : "");
    });
}

/** The document in a text; undefined for any other text. */
export function asDocument(text: unknown): Json | undefined {
    if (typeof text !== "string" || !text.trimStart().startsWith("{")) return undefined;
    try {
        return JSON.parse(text) as Json;
    } catch {
        return undefined;
    }
}

function statementsOf({ Statement: statements }: Json): readonly Json[] {
    return listOf(statements).filter(isMap);
}

function listOf(value: unknown): readonly unknown[] {
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function inWords({ Effect: effect, Action: action, NotAction: notAction }: Json): string {
    const actions = action === undefined ? ["all but", ...listOf(notAction)] : listOf(action);
    return `${String(effect)} ${actions.join(" ")}`;
}

/** A text that is the same for equal values: keys and items are sorted, a single text is a list of one, and undefined is left out. */
export function canonical(value: unknown): string {
    if (Array.isArray(value)) {
        const items = value.map(canonical).sort();
        return items.length === 1 ? items[0]! : `[${items.join(",")}]`;
    }
    if (!isMap(value)) return JSON.stringify(value);
    const present = Object.entries(value).filter(([, item]) => item !== undefined);
    const entries = present.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
    return `{${entries.sort().join(",")}}`;
}

function lostParts(path: string, before: unknown, after: unknown): readonly string[] {
    if (after === undefined) return [path];
    if (Array.isArray(before)) {
        const left = new Set(listOf(after).map(canonical));
        return before.filter((item) => !left.has(canonical(item))).map((item) => `${path}: ${canonical(item)}`);
    }
    if (!isMap(before) || !isMap(after)) return [];
    return Object.entries(before).flatMap(([key, value]) =>
        lostParts(path === "" ? key : `${path}.${key}`, value, after[key]),
    );
}

function isMap(value: unknown): value is Json {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
