import { printParseErrorCode, visit, type ParseErrorCode } from "jsonc-parser";

/** A fault in a JSON text, with its place. */
export interface JsonFault {
    readonly line: number;
    readonly column: number;
    readonly message: string;
}

const texts: Readonly<Record<string, string>> = {
    PropertyNameExpected: "a name in double quotes is missing (a comma too many?)",
    ValueExpected: "a value is missing (a comma too many?)",
    ColonExpected: "a colon is missing",
    CommaExpected: "a comma is missing",
    CloseBraceExpected: "a closing } is missing",
    CloseBracketExpected: "a closing ] is missing",
    EndOfFileExpected: "something follows the end",
    InvalidSymbol: "this is no JSON word (single quotes?)",
    InvalidCommentToken: "JSON has no comments",
    UnexpectedEndOfString: "a text has no closing quote",
    InvalidCharacter: "a text holds a character that must be escaped",
};

/**
 * Reads JSON strictly: returns the value, or every fault with its line. A duplicate name is a fault too, because parsers silently keep the
 * last value.
 */
export function readJson(text: string): { readonly value: unknown } | { readonly faults: readonly JsonFault[] } {
    const faults: JsonFault[] = [];
    const open: Map<string, number>[] = [];
    visit(
        text,
        {
            onObjectBegin: () => void open.push(new Map()),
            onObjectEnd: () => void open.pop(),
            onObjectProperty: (name, _offset, _length, line, column) => {
                const names = open.at(-1)!;
                const before = names.get(name);
                if (before !== undefined)
                    faults.push({
                        line: line + 1,
                        column: column + 1,
                        message: `${JSON.stringify(name)} is written twice, first in line ${before}`,
                    });
                names.set(name, line + 1);
            },
            onError: (error, _offset, _length, line, column) => {
                // Other errors in the same line are consequences.
                if (faults.at(-1)?.line === line + 1) return;
                faults.push({ line: line + 1, column: column + 1, message: describe(error) });
            },
        },
        { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
    );
    if (faults.length > 0) return { faults };
    return { value: JSON.parse(text) };
}

function describe(error: ParseErrorCode): string {
    const name = printParseErrorCode(error);
    return texts[name] ?? name;
}
