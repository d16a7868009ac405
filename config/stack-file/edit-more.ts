import { isAlias, isMap, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { intoBrackets } from "./brackets";
import { isNothing, lastNode, lead, lineAfter, newline, splice } from "./edit-places";
import { inlineYaml } from "./write";

/** Entries to add to a map, or items to add to a list. */
export type More = { readonly entries: Readonly<Record<string, unknown>> } | { readonly items: readonly unknown[] };

/** Whether an edit adds entries or items. */
export function isMore(edit: object): edit is More {
    return "entries" in edit || "items" in edit;
}

/** Adds a key with the entries or items below it. */
export function insertedMore(text: string, map: YAMLMap, key: string, more: More): string {
    const last = map.items.at(-1);
    const value = "entries" in more ? more.entries : more.items;
    if (map.flow === true || last === undefined)
        return intoBrackets(text, map, last && lastNode(last), `${inlineYaml(key)}: ${inlineYaml(value)}`);
    const indent = lead(text, (last.key as Node).range![0]);
    return lineAfter(text, lastNode(last), `${indent}${inlineYaml(key)}:${below(text, indent, more)}`);
}

/** Adds to the map or list at a key, in its style. Undefined if the key has neither. */
export function withMore(text: string, pair: Pair, more: More): string | undefined {
    const { key, value } = pair as Pair<Node, Node | null>;
    const indent = lead(text, key.range![0]);
    const colon = text.indexOf(":", key.range![1]) + 1;
    if (value === null || isNothing(value)) return splice(text, colon, colon, below(text, indent, more));
    const isRight = "entries" in more ? isMap(value) : isSeq(value);
    if (!isRight || isAlias(value) || value.anchor !== undefined || !(isMap(value) || isSeq(value))) return undefined;
    const last = value.items.at(-1) as Node | Pair | undefined;
    if (last === undefined) return splice(text, colon, value.range![1], below(text, indent, more));
    const node = isMap(value) ? lastNode(last as Pair) : (last as Node);
    if (value.flow === true) return intoBrackets(text, value, node, written(more).join(", "));
    const start = isMap(value) ? ((last as Pair).key as Node).range![0] : text.lastIndexOf("-", node.range![0] - 1);
    const at = lead(text, start);
    return lineAfter(
        text,
        node,
        lines(more)
            .map((line) => `${at}${line}`)
            .join(newline(text)),
    );
}

function below(text: string, indent: string, more: More): string {
    return lines(more)
        .map((line) => `${newline(text)}${indent}  ${line}`)
        .join("");
}

function lines(more: More): readonly string[] {
    return "entries" in more ? written(more) : written(more).map((item) => `- ${item}`);
}

function written(more: More): readonly string[] {
    return "entries" in more
        ? Object.entries(more.entries).map(([key, value]) => `${inlineYaml(key)}: ${inlineYaml(value)}`)
        : more.items.map((item) => inlineYaml(item));
}
