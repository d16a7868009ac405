import { isMap, type Node } from "yaml";
import { newline, splice } from "./edit-places";
import { withoutLines, type Leave } from "./take-out-lines";

/** An item or entry in brackets, with the places of its neighbours, as offsets in the text. */
export interface Part {
    readonly start: number;
    readonly end: number;
    /** End of the one before it. Undefined: it is the first. */
    readonly endBefore: number | undefined;
    /** Start of the next one. Undefined: it is the last. */
    readonly startAfter: number | undefined;
}

/**
 * Removes a part from its brackets, with one comma. Comments on other parts stay. A part that has lines to itself goes together with its
 * comment, and `leave` decides what is left there, as without brackets.
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
    // The comma is on another line, before or after the part.
    const at = comma < from ? comma : comma - (text.length - rest.length);
    return splice(rest, at, at + 1 + (comma < from ? 0 : blanksFrom(rest, at + 1)), "");
}

/** Adds a text behind the last item or entry in brackets. */
export function intoBrackets(text: string, brackets: Node, last: Node | undefined, written: string): string {
    const [start, end] = brackets.range!;
    if (last === undefined) return splice(text, start, end, isMap(brackets) ? `{ ${written} }` : `[${written}]`);
    const at = last.range![1];
    if (!text.slice(start, at).includes("\n")) return splice(text, at, at, `, ${written}`);
    // If each item has its own line, the new one does too.
    const lead = /^\s*(?:,\s*)?/u.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))![0];
    const comma = commaFrom(text, at);
    const stop = comma === undefined ? at : comma + 1;
    const lineEnd = restOfLine(text, stop);
    if (lineEnd === undefined) return splice(text, at, at, `,${newline(text)}${lead}${written}`);
    const line = `${newline(text)}${lead}${written}${comma === undefined ? "" : ","}`;
    const isLed = lead.includes(",") || comma !== undefined;
    return splice(splice(text, lineEnd, lineEnd, line), at, at, isLed ? "" : ",");
}

/** Offset of the comma after a place, behind blanks, line ends and comments. */
function commaFrom(text: string, at: number): number | undefined {
    const length = /^(?:\s|(?<=\s)#[^\n]*(?=\n))*(?=,)/u.exec(text.slice(at))?.[0].length;
    return length === undefined ? undefined : at + length;
}

/** End of the line, if there is nothing after the place except a comment. */
function restOfLine(text: string, at: number): number | undefined {
    const rest = /^[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=\r?\n)/u.exec(text.slice(at))?.[0];
    return rest === undefined ? undefined : at + rest.length;
}

function hasOwnLines(text: string, from: number, to: number): boolean {
    const lead = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
    return lead.trim() === "" && restOfLine(text, to) !== undefined;
}

/** Extends a range by the blanks around it, unless a comment or bracket needs them. */
function withBlanks(text: string, from: number, to: number): readonly [number, number] {
    const before = /[ \t]*$/u.exec(text.slice(0, from))![0].length;
    const after = to + blanksFrom(text, to);
    if (/^\r?\n/u.test(text.slice(after))) return [from - before, after];
    return text[after] === "#" && before === 0 ? [from, to] : [from, after];
}

function blanksFrom(text: string, at: number): number {
    return /^[ \t]*/u.exec(text.slice(at))![0].length;
}
