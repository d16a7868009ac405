import { isMap, isScalar, parseDocument, type Document, type Pair, type ParsedNode } from "yaml";

/** What the engine writes into a stack file. */
export interface EngineNotes {
    readonly encryptionsalt?: string;
    readonly secretsprovider?: string;
    readonly encryptedkey?: string;
    /** Encrypted config: path of keys → ciphertext. */
    readonly secure: readonly { readonly path: readonly (string | number)[]; readonly text: string }[];
}

const noteKeys = ["encryptionsalt", "secretsprovider", "encryptedkey"] as const;

/** Reads the engine's entries from a stack file. */
export function engineNotes(text: string): EngineNotes {
    const file = (parseDocument(text).toJS() ?? {}) as Readonly<Record<string, unknown>>;
    const notes = noteKeys.flatMap((key) => (typeof file[key] === "string" ? [[key, file[key]] as const] : []));
    return { ...Object.fromEntries(notes), secure: [...secureIn(file["config"], [])] };
}

function* secureIn(
    value: unknown,
    path: readonly (string | number)[],
): Generator<{ readonly path: readonly (string | number)[]; readonly text: string }> {
    if (typeof value !== "object" || value === null) return;
    const { secure, ...others } = value as Readonly<Record<string, unknown>>;
    if (typeof secure === "string" && Object.keys(others).length === 0) yield { path, text: secure };
    else if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* secureIn(each, [...path, index]);
    else for (const [key, each] of Object.entries(value)) yield* secureIn(each, [...path, key]);
}

/**
 * The user's stack file with the engine's entries in it. Everything else stays, byte for byte. If the engine wrote the file, its layout and
 * some of its comments would be lost.
 */
export function withNotes(text: string, notes: EngineNotes, project: string): string {
    const document = parseDocument(text, { keepSourceTokens: true });
    const edits: Edit[] = notes.secure.map(({ path, text: cipher }) => {
        const node = document.getIn(["config", ...inUsersWords(document, path, project), "secure"], true);
        if (!isScalar(node) || node.range == null) throw new Error(`${path.join(".")} is not in the stack file`);
        return { from: node.range[0], to: node.range[1], text: cipher };
    });
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const lines = noteKeys
        .flatMap((key) => (notes[key] === undefined ? [] : [`${key}: ${notes[key]}${newline}`]))
        .join("");
    const old = noteKeys.flatMap((key) => wholeLines(text, pairOf(document, key)));
    const [first, ...others] = old;
    edits.push(...others.map(({ from, to }) => ({ from, to, text: "" })));
    const atEnd = { from: text.length, to: text.length, text: `${endsLine(text) ? "" : newline}${lines}` };
    edits.push(first === undefined ? atEnd : { ...first, text: lines });
    return apply(text, edits);
}

/** Pulumi.yaml with the backend's address in it. Everything else stays, byte for byte. */
export function withBackend(text: string, url: string): string {
    const document = parseDocument(text, { keepSourceTokens: true });
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const node = document.getIn(["backend", "url"], true);
    if (isScalar(node) && node.range != null)
        return apply(text, [{ from: node.range[0], to: node.range[1], text: url }]);
    const lines = [
        "# Where the state of all stacks is; PULUMI_BACKEND_URL, where it is set, wins.",
        "backend:",
        `  url: ${url}`,
    ];
    const added = lines.map((line) => `${line}${newline}`).join("");
    const [old] = wholeLines(text, pairOf(document, "backend"));
    if (old !== undefined) return apply(text, [{ ...old, text: added }]);
    return `${text}${endsLine(text) ? "" : newline}${added}`;
}

/** The backend's address in Pulumi.yaml; undefined where it has none. */
export function backendOf(text: string): string | undefined {
    const url: unknown = parseDocument(text).getIn(["backend", "url"]);
    return typeof url === "string" ? url : undefined;
}

interface Edit {
    readonly from: number;
    readonly to: number;
    readonly text: string;
}

function apply(text: string, edits: readonly Edit[]): string {
    return [...edits]
        .sort((one, other) => other.from - one.from)
        .reduce((done, { from, to, text: added }) => done.slice(0, from) + added + done.slice(to), text);
}

function endsLine(text: string): boolean {
    return text === "" || text.endsWith("\n");
}

function pairOf(document: Document.Parsed, key: string): Pair<ParsedNode, ParsedNode | null> | undefined {
    const top = document.contents;
    if (!isMap(top)) return undefined;
    return top.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** The range from the start of the line where the pair begins to the end of the line where its value ends. */
function wholeLines(
    text: string,
    pair: Pair<ParsedNode, ParsedNode | null> | undefined,
): readonly { readonly from: number; readonly to: number }[] {
    if (pair === undefined) return [];
    const start = pair.key.range[0];
    const end = Math.max(start, (pair.value ?? pair.key).range[1] - 1);
    const newline = text.indexOf("\n", end);
    return [{ from: text.lastIndexOf("\n", start) + 1, to: newline < 0 ? text.length : newline + 1 }];
}

/** The path in the user's file: a user may write the bare key where the engine writes `<project>:<key>`. */
function inUsersWords(
    document: Document.Parsed,
    [top, ...rest]: readonly (string | number)[],
    project: string,
): readonly (string | number | undefined)[] {
    const bare = String(top).startsWith(`${project}:`) ? String(top).slice(project.length + 1) : top;
    return [document.hasIn(["config", top]) ? top : bare, ...rest];
}
