import fc from "fast-check";

type Edit =
    | { readonly kind: "take out" | "twice" | "swap" | "cut here"; readonly line: number }
    | { readonly kind: "indent"; readonly line: number; readonly by: number }
    | { readonly kind: "insert"; readonly line: number; readonly column: number; readonly text: string }
    | { readonly kind: "replace word"; readonly line: number; readonly word: number; readonly text: string }
    | { readonly kind: "take out text"; readonly line: number; readonly column: number; readonly length: number };

const common = [
    ...[
        "",
        " ",
        "\t",
        "\r",
        "\u0000",
        "\ufeff",
        "\u0085",
        "\u2028",
        "é",
        "😀",
        "'",
        '"',
        "`",
        "\\",
        "#",
        ";",
        " #",
        "=",
        "= ",
        ":",
        ": ",
        "- ",
        ",",
    ],
    ...[
        "[",
        "]",
        "{",
        "}",
        "[]",
        "{}",
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "|",
        ">",
        "?",
        "@",
        "%",
        "---",
        "...",
        "<<: *a",
        "null",
        "~",
        "true",
        "0x1",
        "1_000",
    ],
];

/**
 * One of the texts with one to six changed lines.
 *
 * @param words words that such a text may contain, put in place of others
 */
export function mutatedText(texts: readonly string[], words: readonly string[] = [], edits = 6): fc.Arbitrary<string> {
    const line = fc.nat({ max: 300 });
    const piece = fc.oneof(fc.constantFrom(...common, ...words), fc.string({ maxLength: 6, unit: "binary" }));
    const edit: fc.Arbitrary<Edit> = fc.oneof(
        fc.record({ kind: fc.constantFrom("take out" as const, "twice" as const, "swap" as const), line }),
        fc.record({ kind: fc.constant("indent" as const), line, by: fc.integer({ min: -6, max: 6 }) }),
        fc.record({ kind: fc.constant("insert" as const), line, column: fc.nat({ max: 80 }), text: piece }),
        fc.record({ kind: fc.constant("replace word" as const), line, word: fc.nat({ max: 8 }), text: piece }),
        fc.record({
            kind: fc.constant("take out text" as const),
            line,
            column: fc.nat({ max: 80 }),
            length: fc.integer({ min: 1, max: 40 }),
        }),
        fc.record({ kind: fc.constant("cut here" as const), line }),
    );
    return fc
        .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: edits }))
        .map(([text, all]) => all.reduce(changed, text.split("\n")).join("\n"));
}

function changed(lines: readonly string[], edit: Edit): string[] {
    const at = edit.line % Math.max(1, lines.length);
    const line = lines[at] ?? "";
    const put = (...now: readonly string[]): string[] => [...lines.slice(0, at), ...now, ...lines.slice(at + 1)];
    switch (edit.kind) {
        case "take out":
            return put();
        case "twice":
            return put(line, line);
        case "swap":
            return [...lines.slice(0, at), ...lines.slice(at, at + 2).reverse(), ...lines.slice(at + 2)];
        case "cut here":
            return [...lines.slice(0, at), line.slice(0, Math.floor(line.length / 2))];
        case "indent":
            return put(edit.by < 0 ? line.slice(-edit.by) : " ".repeat(edit.by) + line);
        case "insert":
            return put(line.slice(0, edit.column) + edit.text + line.slice(edit.column));
        case "take out text":
            return put(line.slice(0, edit.column) + line.slice(edit.column + edit.length));
        default: {
            let word = 0;
            return put(line.replace(/[\w.@/*-]+/gu, (found) => (word++ === edit.word ? edit.text : found)));
        }
    }
}
