import { LineCounter, parseDocument, visit, type Document } from "yaml";
import { decodeText, lineComplaints, type LineComplaint } from "./file-text";

/** A parsed YAML file of the engine, or why it cannot be parsed. */
export type ParsedFile =
    | { readonly document: Document.Parsed; readonly lines: LineCounter; readonly text: string }
    | { readonly complaints: readonly [LineComplaint, ...LineComplaint[]] };

/** Parses Pulumi.yaml or a stack's file, from text or bytes, and refuses what the engine's own parser refuses. */
export function parseFile(content: string | Uint8Array): ParsedFile {
    const decoded = typeof content === "string" ? { text: content.replace(/^\uFEFF/u, "") } : decodeText(content);
    if (!("text" in decoded)) return { complaints: [{ ...decoded, line: 1 }] };
    const { text } = decoded;
    const [early, ...others] = lineComplaints(text);
    if (early !== undefined) return { complaints: [early, ...others] };
    const lines = new LineCounter();
    // Without a schema every scalar stays text: the engine's rules decide what it becomes, not this library's.
    const document = parseDocument(text, {
        schema: "failsafe",
        uniqueKeys: false,
        lineCounter: lines,
        prettyErrors: false,
    });
    // Errors after the first one may be its consequences.
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

/** In the engine, a block text (`|`, `>`) at the end of a file ends as the file does; this library adds a line end. */
function dropAddedBreak(document: Document, text: string): void {
    visit(document, {
        Scalar: (_, node) => {
            if (node.type?.startsWith("BLOCK") !== true || node.range?.[1] !== text.length) return;
            node.value = String(node.value).replace(/\n$/u, "");
        },
    });
}
