import { newline, splice } from "./edit-places";

/**
 * Returns the lines to leave in place of removed lines; all of them must be comments. It gets the removed lines and returns its own, both
 * without the indentation of the first. Nothing is left for a part that shares its line with something else, because a comment would end
 * the line.
 */
export type Leave = (taken: readonly string[]) => readonly string[];

/** Removes whole lines; the range must begin a line, apart from indentation. */
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
