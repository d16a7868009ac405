import { isMap, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { nodeEnd, pairEnd, splice } from "./edit-places";

/**
 * What is left in the place of lines that are taken out: the lines to write there, comments all of them. It gets the lines that go and gives
 * its own, both without the indent of the first. Within brackets nothing is left, for a comment would end the line.
 */
export type Leave = (taken: readonly string[]) => readonly string[];

/**
 * Takes an entry out of its map; undefined where its form does not let it go alone. The last one leaves `{}`.
 *
 * @param owner the key of the map
 */
export function withoutEntry(
    text: string,
    map: YAMLMap,
    pair: Pair,
    owner: Pair | undefined,
    leave: Leave,
): string | undefined {
    const start = (pair.key as Node).range![0];
    const after = map.items[map.items.indexOf(pair) + 1];
    const before = map.items[map.items.indexOf(pair) - 1];
    if (map.flow === true)
        return withoutPart(
            text,
            map,
            [start, pairEnd(pair)],
            before && pairEnd(before),
            (after?.key as Node | undefined)?.range?.[0],
        );
    const rest = withoutLines(text, start, pairEnd(pair), leave);
    return map.items.length > 1 || rest === undefined || owner === undefined ? rest : emptied(rest, owner, "{}");
}

/** Takes a text out of the list of a key; undefined where the list has it not, or in a form that does not let it go alone. */
export function withoutItem(text: string, owner: Pair, item: string, leave: Leave): string | undefined {
    const list = owner.value;
    if (!isSeq<Node>(list)) return undefined;
    const index = list.items.findIndex((node) => !isMap(node) && !isSeq(node) && String(node) === item);
    const node = list.items[index];
    if (node?.range == null) return undefined;
    const [start] = node.range;
    if (list.flow === true)
        return withoutPart(
            text,
            list,
            [start, nodeEnd(node)],
            list.items[index - 1] && nodeEnd(list.items[index - 1]!),
            list.items[index + 1]?.range?.[0],
        );
    const rest = withoutLines(text, text.lastIndexOf("-", start - 1), nodeEnd(node), leave);
    return list.items.length > 1 || rest === undefined ? rest : emptied(rest, owner, "[]");
}

/** What is between commas goes with the one of them; the only one takes what is in the brackets with it. */
function withoutPart(
    text: string,
    collection: Node,
    [start, end]: readonly [number, number],
    endBefore: number | undefined,
    startAfter: number | undefined,
): string {
    if (startAfter !== undefined) return splice(text, start, startAfter, "");
    if (endBefore !== undefined) return splice(text, endBefore, end, "");
    const [open, close] = collection.range!;
    return splice(text, open + 1, close - 1, "");
}

/** The lines from a place to another go, which begin with it but for the indent. */
function withoutLines(text: string, start: number, end: number, leave: Leave): string | undefined {
    const first = text.lastIndexOf("\n", start - 1) + 1;
    const indent = text.slice(first, start);
    if (indent.trim() !== "") return undefined;
    const next = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1;
    const last = next === 0 ? text.length : next;
    const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
    const taken = text
        .slice(first, last)
        .replace(/\r?\n$/u, "")
        .split(/\r?\n/u);
    const left = leave(taken.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)));
    return splice(text, first, last, left.map((line) => (line === "" ? "" : indent) + line + lineEnd).join(""));
}

function emptied(text: string, owner: Pair, brackets: string): string {
    const colon = text.indexOf(":", (owner.key as Node).range![1]) + 1;
    return splice(text, colon, colon, ` ${brackets}`);
}
