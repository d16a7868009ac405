/** One line of a text file, without its line end. */
export interface Line {
    readonly text: string;
    /** How it ends: empty for a last line without an end. */
    readonly end: "\n" | "\r\n" | "";
}

/** Splits a text into lines. `joined` makes the same text of them, byte for byte. */
export function linesOf(text: string): readonly Line[] {
    return Array.from(text.matchAll(/([^\n]*?)(\r?\n|$)/gu), ([, line, end]) => ({
        text: line!,
        end: end as Line["end"],
    })).filter(({ text: line, end }) => line !== "" || end !== "");
}

export function joined(lines: readonly Line[]): string {
    return lines.map(({ text, end }) => text + end).join("");
}

/** The line end of the first line; a newline alone where the file has no lines. */
export function lineEndOf(lines: readonly Line[]): "\n" | "\r\n" {
    return lines[0]?.end === "\r\n" ? "\r\n" : "\n";
}

/** The UTF-8 byte order mark, one character a byte. Some editors write it; AWS's own tools do not read a file that begins with it. */
export const byteOrderMark = "\u00EF\u00BB\u00BF";

/** A line's text without a byte order mark and without blanks at both ends. */
export function plain({ text }: Pick<Line, "text">): string {
    return (text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text).trim();
}
