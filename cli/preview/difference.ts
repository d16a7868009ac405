import { isDeepStrictEqual } from "node:util";

/** How values are shown. */
export interface Shown {
    /** Hides secrets. It is applied to whole values: a cut secret may not be recognizable. */
    readonly tidy: (text: string) => string;
    /** Longest value, in characters; a longer one is cut around the difference. */
    readonly longest: number;
}

// Characters of a long value that are shown before the difference.
const around = 40;
// Longest line, in characters, that shows both values.
const shortest = 120;
// The engine's JSON for a value that is not known yet.
const notKnown = '"04da6b54-80e4-46f7-96ec-b56ff0331ba9"';

/** Whether a value is known only after `up`. */
export function isUnknown(value: unknown): boolean {
    return JSON.stringify(value) === notKnown;
}

/**
 * Lines of a `diff` block for a changed property. Documents, maps and lists are compared item by item, regardless of the order of keys: a
 * new action of a policy is one line with `+`. Other values are shown whole, or cut around the difference.
 */
export function differenceLines(path: string, before: unknown, after: unknown, shown: Shown): readonly string[] {
    const [old, next] = [documentOf(before), documentOf(after)];
    const [whole, other] = [text(before, shown), text(after, shown)];
    const line = `    ${path}: ${whole} → ${other}`;
    const isDocument = typeof before === "string" && typeof after === "string";
    if (isTree(old) && isTree(next) && (isDocument || line.length > shortest)) {
        const parts = treeLines(path, old, next, shown);
        return parts.length > 0 ? parts : [`    ${path}: the same items, in another order or form`];
    }
    if (line.length <= shortest || before === undefined || after === undefined)
        return [`    ${path}: ${valueText(before, shown)} → ${valueText(after, shown)}`];
    const [left, right] = cutAround(whole, other, shown.longest);
    return [`-   ${path}: ${left}`, `+   ${path}: ${right}`];
}

/** A value in one line. A JSON document in a text is shown as JSON. */
export function valueText(value: unknown, shown: Shown): string {
    const { longest } = shown;
    const whole = text(documentOf(value), shown);
    return whole.length <= longest ? whole : `${whole.slice(0, longest)}… (${whole.length} characters)`;
}

function text(value: unknown, { tidy }: Shown): string {
    return value === undefined ? "(none)" : tidy(JSON.stringify(value).replaceAll(notKnown, "(known after up)"));
}

/** An item or a whole statement that only one of two policy documents has. */
export interface DocumentChange {
    readonly fate: "added" | "removed";
    /** `statement DenyBig`; absent outside statements. */
    readonly statement?: string;
    /** Path of the item and its value; absent for a whole statement. */
    readonly item?: { readonly path: string; readonly value: unknown };
}

/** The differences of two policy documents; empty if one of them is no document. */
export function documentChanges(before: unknown, after: unknown): readonly DocumentChange[] {
    const [old, next] = [documentOf(before), documentOf(after)];
    if (!isTree(old) || !isTree(next)) return [];
    const [was, is] = [statementsOf(old), statementsOf(next)];
    if (was === undefined || is === undefined) return itemChanges(old, next);
    return [
        ...itemChanges(without(old), without(next)),
        ...pairs(was, is).flatMap(({ name, left, right }): readonly DocumentChange[] => {
            if (left === undefined) return [{ fate: "added", statement: name }];
            if (right === undefined) return [{ fate: "removed", statement: name }];
            return itemChanges(left, right).map((each) => ({ ...each, statement: name }));
        }),
    ];
}

function itemChanges(before: Tree, after: Tree): readonly DocumentChange[] {
    const [old, next] = [items(before), items(after)];
    return [...new Set([...old.keys(), ...next.keys()])].flatMap((path) => {
        const of = (fate: DocumentChange["fate"]) => (value: string) =>
            ({ fate, item: { path, value: JSON.parse(value) as unknown } }) as const;
        const [left, right] = [old.get(path) ?? [], next.get(path) ?? []];
        return [...lacking(left, right).map(of("removed")), ...lacking(right, left).map(of("added"))];
    });
}

type Tree = Readonly<Record<string, unknown>> | readonly unknown[];

function isTree(value: unknown): value is Tree {
    return typeof value === "object" && value !== null;
}

/** The content of a JSON text; any other value as it is. */
function documentOf(value: unknown): unknown {
    if (typeof value !== "string" || !/^\s*[[{]/u.test(value)) return value;
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return value;
    }
}

function treeLines(path: string, before: Tree, after: Tree, shown: Shown): readonly string[] {
    const [old, next] = [statementsOf(before), statementsOf(after)];
    const rest = itemLines(
        old === undefined ? before : without(before),
        next === undefined ? after : without(after),
        shown,
    );
    const head = rest.length === 0 ? [] : [`    ${path}:`, ...rest];
    if (old === undefined || next === undefined)
        return old === next ? head : [`    ${path}:`, ...itemLines(before, after, shown)];
    return [
        ...head,
        ...pairs(old, next).flatMap(({ name, left, right }) => {
            const lines = itemLines(left ?? {}, right ?? {}, shown);
            const fate = left === undefined ? " (new)" : right === undefined ? " (gone)" : "";
            return lines.length === 0 && fate === "" ? [] : [`    ${path}, ${name}${fate}:`, ...lines];
        }),
    ];
}

/** The statements of a document in IAM's language, which has a list or a single statement. */
function statementsOf(document: Tree): readonly unknown[] | undefined {
    if (!("Statement" in document)) return undefined;
    const found = document.Statement;
    return Array.isArray(found) ? (found as readonly unknown[]) : [found];
}

function without(document: Tree): Tree {
    return Object.fromEntries(Object.entries(document).filter(([key]) => key !== "Statement"));
}

interface Pair {
    readonly name: string;
    readonly left: Tree | undefined;
    readonly right: Tree | undefined;
}

/** Pairs old and new statements: by Sid, the others by order. */
function pairs(before: readonly unknown[], after: readonly unknown[]): readonly Pair[] {
    const sid = (statement: unknown): string | undefined => {
        const found = isTree(statement) && "Sid" in statement ? statement.Sid : undefined;
        return typeof found === "string" && found !== "" ? found : undefined;
    };
    const tree = (statement: unknown): Tree | undefined => (isTree(statement) ? statement : undefined);
    const left = [...before];
    const right = [...after];
    const found: Pair[] = [];
    const take = (list: unknown[], at: number): Tree | undefined => tree(at < 0 ? undefined : list.splice(at, 1)[0]);
    for (const statement of before) {
        const name = sid(statement);
        const same = right.findIndex((other) =>
            name === undefined ? isDeepStrictEqual(other, statement) : sid(other) === name,
        );
        if (name === undefined && same < 0) continue;
        const old = take(left, left.indexOf(statement));
        found.push({ name: `statement ${name ?? before.indexOf(statement) + 1}`, left: old, right: take(right, same) });
    }
    // A statement whose Sid only one side has is removed or new.
    const [gone, added] = [left, right].map((list) => list.filter((each) => sid(each) !== undefined));
    for (const each of gone!) found.push({ name: `statement ${sid(each)}`, left: tree(each), right: undefined });
    for (const each of added!) found.push({ name: `statement ${sid(each)}`, left: undefined, right: tree(each) });
    const [was, is] = [left, right].map((list) => list.filter((each) => sid(each) === undefined));
    for (let index = 0; index < Math.max(was!.length, is!.length); index++) {
        const number = before.indexOf(was![index]) + 1 || after.indexOf(is![index]) + 1;
        found.push({ name: `statement ${number}`, left: tree(was![index]), right: tree(is![index]) });
    }
    return found;
}

/** Lines for items that only one of two trees has, one for each item. */
function itemLines(before: Tree, after: Tree, shown: Shown): readonly string[] {
    const [old, next] = [items(before), items(after)];
    const paths = [...new Set([...old.keys(), ...next.keys()])];
    return paths.flatMap((path) => {
        const gone = lacking(old.get(path) ?? [], next.get(path) ?? []);
        const added = lacking(next.get(path) ?? [], old.get(path) ?? []);
        const line = (sign: string) => (value: string) => `${sign}     ${path === "" ? "" : `${path}: `}${value}`;
        if (gone.length === 1 && added.length === 1) {
            const [one, other] = [gone, added].map(([value]) => text(JSON.parse(value!), shown));
            const [left, right] = cutAround(one!, other!, shown.longest);
            return [line("-")(left), line("+")(right)];
        }
        const cut = (value: string): string => valueText(JSON.parse(value), shown);
        return [...gone.map(cut).map(line("-")), ...added.map(cut).map(line("+"))];
    });
}

/** The values of a tree by path. A single text and a list of texts, which IAM treats alike, are items of the same path. */
function items(value: unknown, path = "", found = new Map<string, string[]>()): ReadonlyMap<string, string[]> {
    const isPlainList = Array.isArray(value) && value.every((item) => !isTree(item));
    if (isPlainList && value.length > 0) {
        for (const item of value) add(found, path, item);
    } else if (isTree(value) && Object.keys(value).length > 0) {
        for (const [key, item] of Object.entries(value)) items(item, member(path, key, Array.isArray(value)), found);
    } else if (path !== "") add(found, path, value);
    return found;
}

function add(found: Map<string, string[]>, path: string, value: unknown): void {
    found.set(path, [...(found.get(path) ?? []), JSON.stringify(value)]);
}

function member(path: string, key: string, isIndex: boolean): string {
    if (isIndex) return `${path}[${key}]`;
    if (!/^[\w@-]+$/u.test(key)) return `${path}["${key}"]`;
    return path === "" ? key : `${path}.${key}`;
}

/** The items that the other list lacks, or has fewer times. */
function lacking(list: readonly string[], other: readonly string[]): readonly string[] {
    const left = [...other];
    return list.filter((item) => {
        const at = left.indexOf(item);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
    });
}

/** Cuts two long texts so that the difference is visible. */
function cutAround(before: string, after: string, longest: number): readonly [string, string] {
    if (before.length <= longest && after.length <= longest) return [before, after];
    let start = 0;
    while (start < before.length && before[start] === after[start]) start++;
    const from = Math.max(0, start - around);
    const cut = (value: string): string => {
        const part = value.slice(from, from + longest);
        return `${from > 0 ? "…" : ""}${part}${from + longest < value.length ? "…" : ""} (${value.length} characters)`;
    };
    return [cut(before), cut(after)];
}
