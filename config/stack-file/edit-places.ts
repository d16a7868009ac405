import { isCollection, isMap, type Node, type Pair } from "yaml";

/** Where a node's text ends, without the blank lines and comments that YAML counts to a block. */
export function nodeEnd(node: Node): number {
    const last = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
    if (last === undefined) return node.range![1];
    return isMap(node) ? pairEnd(last as Pair) : nodeEnd(last as Node);
}

/** Where a key's text ends, with its value. */
export function pairEnd({ key, value }: Pair): number {
    return nodeEnd((value ?? key) as Node);
}

/** A text with another one from a place to a place. */
export function splice(text: string, start: number, end: number, replacement: string): string {
    return text.slice(0, start) + replacement + text.slice(end);
}

/** How the lines of a text end. */
export function newline(text: string): string {
    return text.includes("\r\n") ? "\r\n" : "\n";
}
