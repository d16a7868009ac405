import { isDeepStrictEqual } from "node:util";
import { isAlias, isCollection, isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type YAMLMap } from "yaml";
import { isMap as isObject } from "../faults/is-map";
import { formatPath, valueAt, type Path } from "../faults/path";
import { intoBrackets } from "./brackets";
import { isNothing, lastNode, lead, lineAfter, splice } from "./edit-places";
import { insertedMore, isMore, withMore, type More } from "./edit-more";
import { productName } from "./raw-config";
import { readStackFile } from "./read";
import { withoutEntry, withoutItem } from "./take-out";
import type { Leave } from "./take-out-lines";
import { inlineYaml } from "./write";

/**
 * One change of a stack's config at a path: set a value, add an item to or remove one from a list, or remove the key and leave something in
 * its place. `entries` and `items` are added to the map or list at the path, which is created if necessary, each on its own line.
 */
export type ConfigEdit = { readonly path: Path } & (
    | { readonly set: unknown }
    | { readonly append: string }
    | { readonly entries: Readonly<Record<string, unknown>> }
    | { readonly items: readonly unknown[] }
    | { readonly take: string; readonly leave: Leave }
    | { readonly leave: Leave }
);

/** A change that the file's form does not allow: at an alias, or in a text with JSON. */
export class EditError extends Error {
    /** @param path where the change should have been made */
    public constructor(public readonly path: string) {
        super(`${path} cannot be changed where it is`);
        this.name = "EditError";
    }
}

/**
 * Changes values in the text of a stack's file and leaves every other character as it is: comments, order, style, the engine's own lines.
 * The result is read and compared with the request. Throws an EditError rather than write anything else.
 */
export function editStackFile(text: string, project: string, edits: readonly ConfigEdit[]): string {
    const edited = edits.reduce((before, edit) => applied(before, project, edit), text);
    const [before, after] = [readStackFile(text, project), readStackFile(edited, project)];
    // `aws:region` is not a key of this program.
    const flat = (file: typeof before): unknown => ({ ...file.raw, "aws:region": file.region });
    const expected = edits.reduce(expectation, flat(before));
    if (after.faults.length > before.faults.length || !isDeepStrictEqual(without(flat(after)), without(expected)))
        throw new EditError(edits.map(({ path }) => formatPath(path)).join(", "));
    return edited;
}

function without(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value)) as unknown;
}

/** The config after the change, as plain values. */
function expectation(root: unknown, edit: ConfigEdit): unknown {
    const [first, ...rest] = edit.path;
    if (first === undefined) {
        if ("set" in edit) return edit.set;
        if ("entries" in edit) return { ...(isObject(root) ? root : {}), ...edit.entries };
        if ("items" in edit) return [...(Array.isArray(root) ? (root as unknown[]) : []), ...edit.items];
        const items = Array.isArray(root) ? (root as unknown[]) : [];
        return "append" in edit
            ? [...items, edit.append]
            : items.filter((item) => !("take" in edit && item === edit.take));
    }
    if (rest.length === 0 && "leave" in edit && !("take" in edit))
        return Object.fromEntries(Object.entries(isObject(root) ? root : {}).filter(([key]) => key !== first));
    const inner = expectation(valueAt(root, [first]), { ...edit, path: rest });
    if (Array.isArray(root)) return root.map((item: unknown, index) => (index === first ? inner : item));
    return { ...(isObject(root) ? root : {}), [first]: inner };
}

/** Makes a change at the innermost node that exists, with the rest of the path below it. */
function applied(text: string, project: string, edit: ConfigEdit): string {
    const document = parseDocument(text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false });
    const config = isMap(document.contents) ? document.contents.get("config", true) : undefined;
    if (!isMap(config) || document.errors.length > 0) throw new EditError(formatPath(edit.path));
    let map: YAMLMap = config;
    let owner: Pair | undefined;
    for (const [index, part] of edit.path.entries()) {
        const names = index === 0 ? [String(part), `${project}:${part}`, `${productName}:${part}`] : [String(part)];
        const pair = map.items.find(({ key }) => isScalar(key) && names.includes(String(key.value)));
        const left = edit.path.slice(index + 1);
        if ("leave" in edit) {
            if (pair === undefined) break;
            if (left.length === 0) return takenOut(text, map, pair, owner, edit);
        } else {
            if (left.length === 0 && isMore(edit)) {
                const more =
                    pair === undefined ? insertedMore(text, map, String(part), edit) : withMore(text, pair, edit);
                if (more === undefined) break;
                return more;
            }
            if (pair === undefined) return inserted(text, map, String(part), nested(left, newValue(edit)));
            if (left.length === 0 && "append" in edit) return appended(text, pair, edit);
            if (left.length === 0 && "set" in edit) return replaced(text, pair, edit);
            if (isNothing(pair.value as Node | null)) return filled(text, pair, nested(left, newValue(edit)));
        }
        if (!isMap(pair.value)) break;
        owner = pair;
        map = pair.value;
    }
    throw new EditError(formatPath(edit.path));
}

function takenOut(
    text: string,
    map: YAMLMap,
    pair: Pair,
    owner: Pair | undefined,
    edit: ConfigEdit & { readonly leave: Leave },
): string {
    const rest =
        "take" in edit
            ? withoutItem(text, pair, edit.take, edit.leave)
            : withoutEntry(text, map, pair, owner, edit.leave);
    if (rest === undefined) throw new EditError(formatPath(edit.path));
    return rest;
}

type Addition = Extract<ConfigEdit, { readonly set: unknown } | { readonly append: string } | More>;

function newValue(edit: Addition): unknown {
    if ("set" in edit) return edit.set;
    if ("append" in edit) return [edit.append];
    return "entries" in edit ? edit.entries : edit.items;
}

function nested(path: Path, value: unknown): unknown {
    return path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
}

function filled(text: string, { key }: Pair, value: unknown): string {
    const colon = text.indexOf(":", (key as Node).range![1]) + 1;
    return splice(text, colon, colon, ` ${inlineYaml(value)}`);
}

function replaced(text: string, pair: Pair, edit: Extract<ConfigEdit, { readonly set: unknown }>): string {
    const value = pair.value as Node | null;
    if (isNothing(value)) return filled(text, pair, edit.set);
    if (value === null || isAlias(value) || value.anchor !== undefined || isBlock(value))
        throw new EditError(formatPath(edit.path));
    const [start, end] = value.range!;
    return splice(text, start, end, inTheStyleOf(text.slice(start, end), edit.set));
}

/** A text keeps the kind of quotes that the one before had. */
function inTheStyleOf(before: string, value: unknown): string {
    const written = inlineYaml(value);
    if (typeof value !== "string" || /["'\\\n]/u.test(value)) return written;
    if (before.startsWith('"')) return `"${value}"`;
    return before.startsWith("'") ? `'${value}'` : written;
}

/** Whether it is a text over several lines, or a collection without brackets. */
function isBlock(node: Node): boolean {
    if (isCollection(node)) return node.flow !== true;
    return isScalar(node) && (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL");
}

function appended(text: string, pair: Pair, edit: ConfigEdit & { readonly append: string }): string {
    const value = pair.value as Node | null;
    if (isNothing(value)) return filled(text, pair, [edit.append]);
    if (!isSeq(value)) throw new EditError(formatPath(edit.path));
    const last = value.items.at(-1) as Node | undefined;
    if (value.flow === true || last === undefined) return intoBrackets(text, value, last, inlineYaml(edit.append));
    const dash = text.lastIndexOf("-", last.range![0] - 1);
    return lineAfter(text, last, `${lead(text, dash)}- ${inlineYaml(edit.append)}`);
}

function inserted(text: string, map: YAMLMap, key: string, value: unknown): string {
    const written = `${inlineYaml(key)}: ${inlineYaml(value)}`;
    const last = map.items.at(-1);
    if (map.flow === true || last === undefined) return intoBrackets(text, map, last && lastNode(last), written);
    return lineAfter(text, lastNode(last), lead(text, (last.key as Node).range![0]) + written);
}
