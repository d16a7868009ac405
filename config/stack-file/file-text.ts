import type { Complaint } from "../faults/complaint";

/** A complaint about a line of a file, before its content is read. */
export interface LineComplaint extends Complaint {
    readonly line: number;
}

/** The text of a file, or a complaint that its bytes are not UTF-8 text. */
export function decodeText(bytes: Uint8Array): { readonly text: string } | Complaint {
    const [first, second, third] = bytes;
    const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    if (wide || (first === 0 && second !== 0) || (first !== 0 && second === 0 && third !== 0))
        return { message: "is in UTF-16", cure: "save it as UTF-8" };
    try {
        return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
    } catch {
        return {
            message: "is not in UTF-8 (it is in an older encoding, such as Latin-1)",
            cure: "save it as UTF-8",
        };
    }
}

// Characters that the engine's parser accepts (YAML 1.1, "Character Set"), without the line breaks of YAML 1.1.
const allowed = /[\t\n\r\x20-\x7E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u;
const lineBreaks = new Set(["\u0085", "\u2028", "\u2029"]);

/** Complaints about characters that the engine's parser refuses or reads as line ends, and about text before or after the document. */
export function lineComplaints(text: string): readonly LineComplaint[] {
    if (/\r(?!\n)/u.test(text))
        return [
            { line: 1, message: "has lines that end in a carriage return alone", cure: "save it with line ends LF" },
        ];
    const lines = text.split("\n");
    return [
        ...lines.flatMap((each, index) => characterComplaint(each, index + 1)),
        ...directives(lines),
        ...documents(lines),
    ];
}

function characterComplaint(text: string, line: number): readonly LineComplaint[] {
    const strange = Array.from(text).find((character) => !allowed.test(character));
    if (strange === undefined) return [];
    const code = strange.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    const message = lineBreaks.has(strange)
        ? `holds U+${code}, which ends the line for the engine and cannot be seen`
        : `holds U+${code}, which the engine refuses`;
    return [{ line, message, cure: `take U+${code} out of line ${line}` }];
}

function directives(lines: readonly string[]): readonly LineComplaint[] {
    const first = lines.findIndex((line) => !/^(?:\s*#|\s*$|%)/u.test(line));
    const end = first < 0 ? lines.length : first;
    return lines.flatMap((line, index) =>
        index < end && line.startsWith("%")
            ? [
                  {
                      line: index + 1,
                      message: `has the directive ${line.trim()}, which the engine refuses`,
                      cure: `take line ${index + 1} out`,
                  },
              ]
            : [],
    );
}

/** The engine ignores everything after a second `---` or after `...`. */
function documents(lines: readonly string[]): readonly LineComplaint[] {
    const isContent = (line: string): boolean => !/^\s*(?:#|$)|^%/u.test(line);
    const marks = lines.flatMap((line, index) => (/^(?:---|\.\.\.)(?=\s|$)/u.test(line) ? [index] : []));
    const second = marks.find((mark) => lines[mark]!.startsWith(".") || lines.slice(0, mark).some(isContent));
    return second === undefined
        ? []
        : [
              {
                  line: second + 1,
                  message: "begins a second document, of which the engine reads nothing",
                  cure: `take line ${second + 1} out, and whatever below it is not meant`,
              },
          ];
}
