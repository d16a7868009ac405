import { isMap, type Node } from "yaml";
import { newline, splice } from "./edit-places";
import { withoutLines, type Leave } from "./take-out-lines";

/** An item or entry within brackets, and where its neighbours are. */
export interface Part {
    readonly start: number;
    readonly end: number;
    /** Where the one before it ends. Default: it is the first. */
    readonly endBefore: number | undefined;
    /** Where the next one begins. Default: it is the last. */
    readonly startAfter: number | undefined;
}

/**
 * Takes a part out of its brackets, with one comma. The comments of what stays stay where they are; a part that has its lines to itself
 * goes with its own comment and leaves what `leave` says, as it does without brackets.
 */
export function withoutPart(text: string, brackets: Node, part: Part, leave: Leave): string {
    const { start, end, endBefore, startAfter } = part;
    const [open, close] = brackets.range!;
    const isOneLine = (from: number, to: number): boolean => !text.slice(from, to).includes("\n");
    if (startAfter !== undefined && isOneLine(start, startAfter)) return splice(text, start, startAfter, "");
    if (endBefore !== undefined && isOneLine(endBefore, end)) return splice(text, endBefore, end, "");
    if (endBefore === undefined && startAfter === undefined && isOneLine(open, close))
        return splice(text, open + 1, close - 1, "");
    const next = commaFrom(text, end);
    const before = endBefore === undefined ? undefined : commaFrom(text, endBefore);
    const comma = next !== undefined && isOneLine(end, next) ? next : (before ?? next);
    const [from, to] =
        comma === undefined || !isOneLine(Math.min(comma, start), Math.max(comma, end))
            ? [start, end]
            : [Math.min(comma, start), Math.max(comma + 1, end)];
    const rest = hasOwnLines(text, from, to)
        ? withoutLines(text, from, to, leave)!
        : splice(text, ...withBlanks(text, from, to), "");
    if (comma === undefined || (comma >= from && comma < to)) return rest;
    // The comma is in another line than the part: before it, or after it.
    const at = comma < from ? comma : comma - (text.length - rest.length);
    return splice(rest, at, at + 1 + (comma < from ? 0 : blanksFrom(rest, at + 1)), "");
}

/** A text more behind the last item or entry in brackets. */
export function intoBrackets(text: string, brackets: Node, last: Node | undefined, written: string): string {
    const [start, end] = brackets.range!;
    if (last === undefined) return splice(text, start, end, isMap(brackets) ? `{ ${written} }` : `[${written}]`);
    const at = last.range![1];
    if (!text.slice(start, at).includes("\n")) return splice(text, at, at, `, ${written}`);
    // One item a line stays one item a line.
    const lead = /^\s*(?:,\s*)?/u.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))![0];
    const comma = commaFrom(text, at);
    const stop = comma === undefined ? at : comma + 1;
    const lineEnd = restOfLine(text, stop);
    if (lineEnd === undefined) return splice(text, at, at, `,${newline(text)}${lead}${written}`);
    const line = `${newline(text)}${lead}${written}${comma === undefined ? "" : ","}`;
    const isLed = lead.includes(",") || comma !== undefined;
    return splice(splice(text, lineEnd, lineEnd, line), at, at, isLed ? "" : ",");
}

/** Where the comma is that follows a place, behind blanks, lines and comments. */
function commaFrom(text: string, at: number): number | undefined {
    const length = /^(?:\s|(?<=\s)#[^\n]*(?=\n))*(?=,)/u.exec(text.slice(at))?.[0].length;
    return length === undefined ? undefined : at + length;
}

/** Where the line of a place ends, when nothing but a comment is left of it. */
function restOfLine(text: string, at: number): number | undefined {
    const rest = /^[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=\r?\n)/u.exec(text.slice(at))?.[0];
    return rest === undefined ? undefined : at + rest.length;
}

function hasOwnLines(text: string, from: number, to: number): boolean {
    const lead = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
    return lead.trim() === "" && restOfLine(text, to) !== undefined;
}

/** A place with the blanks around it, as far as no comment and no bracket needs them. */
function withBlanks(text: string, from: number, to: number): readonly [number, number] {
    const before = /[ \t]*$/u.exec(text.slice(0, from))![0].length;
    const after = to + blanksFrom(text, to);
    if (/^\r?\n/u.test(text.slice(after))) return [from - before, after];
    return text[after] === "#" && before === 0 ? [from, to] : [from, after];
}

function blanksFrom(text: string, at: number): number {
    return /^[ \t]*/u.exec(text.slice(at))![0].length;
}
