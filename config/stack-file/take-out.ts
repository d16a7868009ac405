import { isMap, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { withoutPart } from "./brackets";
import { nodeEnd, pairEnd, splice } from "./edit-places";
import { withoutLines, type Leave } from "./take-out-lines";

/**
 * Removes an entry from its map; undefined if its form does not allow that. The last one leaves `{}`.
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
            {
                start,
                end: pairEnd(pair),
                endBefore: before && pairEnd(before),
                startAfter: (after?.key as Node | undefined)?.range?.[0],
            },
            leave,
        );
    const rest = withoutLines(text, start, pairEnd(pair), leave);
    return map.items.length > 1 || rest === undefined || owner === undefined ? rest : emptied(rest, owner, "{}");
}

/** Removes a text from the list of a key; undefined if the list does not have it, or its form does not allow that. */
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
            {
                start,
                end: nodeEnd(node),
                endBefore: list.items[index - 1] && nodeEnd(list.items[index - 1]!),
                startAfter: list.items[index + 1]?.range?.[0],
            },
            leave,
        );
    const rest = withoutLines(text, text.lastIndexOf("-", start - 1), nodeEnd(node), leave);
    return list.items.length > 1 || rest === undefined ? rest : emptied(rest, owner, "[]");
}

function emptied(text: string, owner: Pair, brackets: string): string {
    const colon = text.indexOf(":", (owner.key as Node).range![1]) + 1;
    return splice(text, colon, colon, ` ${brackets}`);
}
