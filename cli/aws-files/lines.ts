/** A line as it is in a file. */
export interface Line {
    readonly text: string;
    /** How it ends: empty for a last line without an end. */
    readonly end: "\n" | "\r\n" | "";
}

/** The lines of a text; joined again they are the text, byte for byte. */
export function linesOf(text: string): readonly Line[] {
    return Array.from(text.matchAll(/([^\n]*?)(\r?\n|$)/gu), ([, line, end]) => ({
        text: line!,
        end: end as Line["end"],
    })).filter(({ text: line, end }) => line !== "" || end !== "");
}

export function joined(lines: readonly Line[]): string {
    return lines.map(({ text, end }) => text + end).join("");
}

/** How lines end in this file; `\n` where it has none. */
export function lineEndOf(lines: readonly Line[]): "\n" | "\r\n" {
    return lines[0]?.end === "\r\n" ? "\r\n" : "\n";
}

/** The mark at the start of a file that some editors write, byte by byte. AWS's own tools do not read a file that has it. */
export const byteOrderMark = "\u00EF\u00BB\u00BF";

/** A line's text without what is not seen: the mark, blanks at both ends. */
export function plain({ text }: Pick<Line, "text">): string {
    return (text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text).trim();
}
