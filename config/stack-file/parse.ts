import { LineCounter, parseDocument, visit, type Document } from "yaml";
import { decodeText, lineComplaints, type LineComplaint } from "./file-text";

/** A file of the engine's that is YAML, or why it is none. */
export type ParsedFile =
    | { readonly document: Document.Parsed; readonly lines: LineCounter; readonly text: string }
    | { readonly complaints: readonly [LineComplaint, ...LineComplaint[]] };

/** Reads Pulumi.yaml or a stack's file as far as its YAML: the text, or the bytes, and what the engine's own reader takes of them. */
export function parseFile(content: string | Uint8Array): ParsedFile {
    const decoded = typeof content === "string" ? { text: content.replace(/^\uFEFF/u, "") } : decodeText(content);
    if (!("text" in decoded)) return { complaints: [{ ...decoded, line: 1 }] };
    const { text } = decoded;
    const [early, ...others] = lineComplaints(text);
    if (early !== undefined) return { complaints: [early, ...others] };
    const lines = new LineCounter();
    // Without a schema every scalar is its text: what it becomes is the engine's rule, not that of this library.
    const document = parseDocument(text, {
        schema: "failsafe",
        uniqueKeys: false,
        lineCounter: lines,
        prettyErrors: false,
    });
    // What follows the first error may follow from it.
    const [error] = document.errors;
    if (error === undefined) {
        if (!text.endsWith("\n")) dropAddedBreak(document, text);
        return { document, lines, text };
    }
    const { line } = lines.linePos(error.pos[0]);
    // The message quotes the line, which may be part of a key.
    const shown = error.message.replace(/[A-Za-z0-9+/=]{40,}/gu, "…");
    const cure = `correct line ${line}: check its indentation, quotes and colons`;
    return { complaints: [{ message: `is no YAML: ${shown}`, cure, line }] };
}

/** A text in a block (`|`, `>`) that ends the file ends as the file does, to the engine; this library gives it a line end that is not there. */
function dropAddedBreak(document: Document, text: string): void {
    visit(document, {
        Scalar: (_, node) => {
            if (node.type?.startsWith("BLOCK") !== true || node.range?.[1] !== text.length) return;
            node.value = String(node.value).replace(/\n$/u, "");
        },
    });
}
