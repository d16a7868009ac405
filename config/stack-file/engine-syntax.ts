import {
    isAlias,
    isCollection,
    isMap,
    isNode,
    isPair,
    isScalar,
    isSeq,
    visit,
    type Alias,
    type Document,
    type Node,
    type Pair,
    type Scalar,
} from "yaml";
import { engineScalar } from "./engine-scalar";
import type { Complaint } from "../faults/complaint";
import type { Path } from "../faults/path";

/** A complaint with its place in the file. */
export interface SyntaxComplaint extends Complaint {
    /** Keys and indexes from the file's root. */
    readonly path: Path;
    /** Position in the text. */
    readonly offset: number;
    readonly source: string;
}

const nameOfAnchor = /^[\w-]+$/u;

/**
 * Syntax that the npm package yaml accepts, and that the engine's parser (gopkg.in/yaml.v3, for YAML 1.1) refuses or reads differently:
 * tags, escapes, anchors, keys that are not texts.
 */
export function syntaxComplaints(document: Document, text: string): readonly SyntaxComplaint[] {
    const found: SyntaxComplaint[] = [];
    visit(document, (_, node, ancestors) => {
        const add = (complaint: Complaint | undefined, at: Node | null | undefined): void => {
            if (complaint === undefined || at?.range == null) return;
            const path = pathOf([...ancestors, node]);
            found.push({ ...complaint, path, offset: at.range[0], source: text.slice(at.range[0], at.range[1]) });
        };
        if (isPair(node)) {
            add(keyComplaint(node, text), (node.key ?? node.value) as Node | null);
            const parent = ancestors.at(-1);
            if (isMap(parent) && parent.flow === true) add(colonComplaint(node, text), node.key as Node | null);
        }
        if (isAlias(node)) add(aliasComplaint(node, document), node);
        if (isScalar(node) || isCollection(node)) {
            add(anchorComplaint(node.anchor), node);
            add(tagComplaint(node), node);
        }
        if (isScalar(node)) {
            add(node.type === "QUOTE_DOUBLE" ? escapeComplaint(node, text) : undefined, node);
            add(textComplaint(node), node);
            add(blanksComplaint(node, text), node);
            if (pathOf([...ancestors, node]).some((key) => typeof key === "string" && key.includes(":")))
                add(foldedComplaint(node), node);
            if (node.type === "PLAIN" && ancestors.some((each) => isCollection(each) && each.flow === true))
                add(flowComplaint(node), node);
        }
    });
    return [...found, ...tabComplaints(document, text)];
}

/**
 * Tabs at the beginning of a line or after a list's hyphen, where the engine's parser expects a key and accepts only blanks. Behind a key,
 * a value or a bracket, before a comment and at a line's end it accepts tabs, as this parser does.
 */
function tabComplaints(document: Document, text: string): readonly SyntaxComplaint[] {
    if (!text.includes("\t")) return [];
    const rest = Array.from({ length: text.length }, (_, index) => text[index]!);
    visit(document, (_, node) => {
        const isText = isScalar(node) || (isCollection(node) && node.flow === true);
        if (isText && node.range != null) rest.fill("x", node.range[0], node.range[1]);
    });
    const found = /^(?: |-(?=[ \t]))*\t/mu.exec(rest.join(""));
    return found === null
        ? []
        : [
              {
                  message: "has a tab where a line or an item of a list begins",
                  cure: "write blanks in its place",
                  path: [],
                  offset: found.index + found[0].length - 1,
                  source: "\t",
              },
          ];
}

function keyComplaint({ key }: Pair, text: string): Complaint | undefined {
    if (!isScalar(key))
        return { message: "has a key that is no text", cure: "write a text as the key, without anchors or brackets" };
    const [start, end] = key.range!;
    if (key.value === "<<" && key.type !== "PLAIN")
        return { message: "has a key that is a merge to the engine, even in quotes", cure: "use another key" };
    if (/\?\s+$/u.test(text.slice(0, start).replace(/.*\n/gu, "")) || (start === end && key.value === ""))
        return { message: "has a key behind a question mark", cure: "write it as key: value" };
    if (/[\r\n]/u.test(text.slice(start, end)) || end - start > 1000)
        return { message: "has a key of more than one line", cure: "write the key in one line" };
    return undefined;
}

/** `{a:[b]}` has the key `a` in one parser and is invalid in another. */
function colonComplaint({ key }: Pair, text: string): Complaint | undefined {
    if (!isScalar(key) || key.type !== "PLAIN" || key.range == null) return undefined;
    return /^\s*:[^\s]/u.test(text.slice(key.range[1]))
        ? { message: "has no blank behind the colon", cure: `write: ${String(key.value)}: …` }
        : undefined;
}

function aliasComplaint(node: Alias, document: Document): Complaint | undefined {
    const { source } = node;
    if (!nameOfAnchor.test(source)) return anchorComplaint(source);
    return node.resolve(document) === undefined
        ? {
              message: `refers to the anchor ${source}, which is not defined above`,
              cure: `write the value itself in place of *${source}`,
          }
        : undefined;
}

function anchorComplaint(name: string | undefined): Complaint | undefined {
    return name === undefined || nameOfAnchor.test(name)
        ? undefined
        : {
              message: `has an anchor that the engine cannot read: ${name}`,
              cure: "name it by letters, digits, hyphens and underscores",
          };
}

function tagComplaint(node: Scalar | Node): Complaint | undefined {
    const { tag } = node as Scalar;
    if (tag === undefined) return undefined;
    const short = tag.replace("tag:yaml.org,2002:", "!!");
    if (!isScalar(node)) return { message: `has the tag ${short}`, cure: `take ${short} out` };
    const value = String(node.value);
    if (short === "!!str")
        return value === "" && node.type === "PLAIN"
            ? { message: "has the tag !!str and no text, which the engine reads otherwise", cure: 'write: ""' }
            : undefined;
    return {
        message: `has the tag ${short}, which YAML readers take in different ways`,
        cure: `write it without the tag: ${untagged(short, value)}`,
    };
}

/** The value that a tag asks for, as YAML without the tag. */
function untagged(tag: string, value: string): string {
    if (tag === "!!bool") return String(/^(?:y|yes|on|true)$/iu.test(value));
    if (tag === "!!null") return "null";
    if ((tag === "!!int" || tag === "!!float") && typeof engineScalar(value) === "number")
        return String(engineScalar(value));
    return JSON.stringify(tag === "!!binary" ? Buffer.from(value, "base64").toString("utf8") : value);
}

/** Escapes that exist in JSON and not in YAML 1.1. */
function escapeComplaint(node: Scalar, text: string): Complaint | undefined {
    const [start, end] = node.range!;
    const escapes: readonly string[] = text.slice(start, end).match(/\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])/gu) ?? [];
    if (escapes.includes("\\/"))
        return { message: "has \\/ in a text, which the engine refuses", cure: "write / without the backslash" };
    if (escapes.some((escape) => /^\\u[dD][89a-fA-F]/u.test(escape)))
        return {
            message: "has a character written as two escapes, which the engine refuses",
            cure: `write the character itself: ${wellFormed(String(node.value))}`,
        };
    return undefined;
}

/**
 * The engine writes and reads the file once more before it passes the config on, and a text that begins with an empty line loses that line.
 */
function textComplaint({ value, type }: Scalar): Complaint | undefined {
    if (type !== undefined && type.startsWith("BLOCK") && /^\s*\t/u.test(String(value)))
        return {
            message: "begins with a tab, which the engine refuses",
            cure: "begin the text with another character",
        };
    return /^\s*\n/u.test(String(value))
        ? { message: "begins with an empty line, which the engine drops", cure: "begin the text in its first line" }
        : undefined;
}

/** If a block states its indentation (`|2`), parsers disagree about whether lines of only blanks at its end belong to the text. */
function blanksComplaint({ type, range }: Scalar, text: string): Complaint | undefined {
    if (type?.startsWith("BLOCK") !== true || range == null) return undefined;
    const end = range[1] + /^(?:[ \t]*\r?\n)*(?:[ \t]+$)?/u.exec(text.slice(range[1]))![0].length;
    return /^[|>][-+]?[1-9][^]*\n[ \t]+(?:\r?\n[ \t]*)*$/u.test(text.slice(range[0], end))
        ? { message: "ends in lines of blanks alone, which YAML readers keep or drop", cure: "take the blanks out" }
        : undefined;
}

/** The engine writes and reads keys in the form `project:key` once more, and folded text then gets more line breaks. */
function foldedComplaint({ type, value }: Scalar): Complaint | undefined {
    return type === "BLOCK_FOLDED" && /\n[^]/u.test(String(value))
        ? {
              message: "has line breaks in a text behind >, which the engine doubles under a key with a prefix",
              cure: "write | in place of >, or the key without its prefix",
          }
        : undefined;
}

function flowComplaint({ value }: Scalar): Complaint | undefined {
    const text = String(value);
    return /^:|\?/u.test(text)
        ? {
              message: "has a sign within brackets that YAML may take for its own",
              cure: `write it in quotes: ${JSON.stringify(text)}`,
          }
        : undefined;
}

function wellFormed(text: string): string {
    return JSON.stringify(text.replace(/\p{Cs}/gu, ""));
}

function pathOf(nodes: readonly unknown[]): Path {
    const path: (string | number)[] = [];
    nodes.forEach((node, index) => {
        const inner = nodes[index + 1];
        if (isPair(node)) path.push(isScalar(node.key) ? String(node.key.value) : String(node.key));
        if (isSeq(node) && isNode(inner)) path.push(node.items.indexOf(inner));
    });
    return path;
}
