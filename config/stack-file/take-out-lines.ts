import { newline, splice } from "./edit-places";

/**
 * What is left in the place of lines that are taken out: the lines to write there, comments all of them. It gets the lines that go and gives
 * its own, both without the indent of the first. Nothing is left of what shares its line with something else, for a comment would end the line.
 */
export type Leave = (taken: readonly string[]) => readonly string[];

/** The lines from a place to another go, which begin with it but for the indent. */
export function withoutLines(text: string, start: number, end: number, leave: Leave): string | undefined {
    const first = text.lastIndexOf("\n", start - 1) + 1;
    const indent = text.slice(first, start);
    if (indent.trim() !== "") return undefined;
    const next = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1;
    const last = next === 0 ? text.length : next;
    const taken = text
        .slice(first, last)
        .replace(/\r?\n$/u, "")
        .split(/\r?\n/u);
    const left = leave(taken.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)));
    return splice(text, first, last, left.map((line) => (line === "" ? "" : indent) + line + newline(text)).join(""));
}
