import { isCollection, isMap, isScalar, type Node, type Pair } from "yaml";

/** End of a node's text, without the blank lines and comments that YAML counts as part of a block. */
export function nodeEnd(node: Node): number {
    const last = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
    if (last === undefined) return node.range![1];
    return isMap(node) ? pairEnd(last as Pair) : nodeEnd(last as Node);
}

/** End of a key's text, including its value. */
export function pairEnd({ key, value }: Pair): number {
    return nodeEnd((value ?? key) as Node);
}

/** Replaces a range of the text. */
export function splice(text: string, start: number, end: number, replacement: string): string {
    return text.slice(0, start) + replacement + text.slice(end);
}

/** The line ending that a text uses. */
export function newline(text: string): string {
    return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Whether it is `key:` with nothing behind it. */
export function isNothing(node: Node | null): boolean {
    return node === null || (isScalar(node) && node.range != null && node.range[0] === node.range[1]);
}

/** Adds a line below a node, before the comments that follow. */
export function lineAfter(text: string, node: Node, line: string): string {
    const end = nodeEnd(node);
    const isAtStart = text[end - 1] === "\n";
    if (isAtStart) return splice(text, end, end, line + newline(text));
    const found = text.indexOf("\n", end);
    const at = found < 0 ? text.length : text[found - 1] === "\r" ? found - 1 : found;
    return splice(text, at, at, newline(text) + line);
}

/** What precedes a place in its line, as indentation: a dash of a list becomes a blank. */
export function lead(text: string, at: number): string {
    return text.slice(text.lastIndexOf("\n", at - 1) + 1, at).replace(/[^\s]/gu, " ");
}

/** The last node of a pair. */
export function lastNode({ key, value }: Pair): Node {
    return (value ?? key) as Node;
}
