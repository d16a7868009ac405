/**
 * AWS's shared files as the AWS SDK for Go reads them, for Pulumi's provider is made of it. Other readers differ: the JavaScript SDK in
 * quotes and comments, the AWS CLI (Python's configparser) in those, in indented keys, and in what is written twice.
 *
 * Source: aws-sdk-go-v2, internal/ini 1.8; a test holds this against that SDK itself.
 */

/** A section, made of all sections of its name. */
export interface IniSection {
    /** As written, with one blank between kind and name: `profile x`, `sso-session x`, `default`. */
    readonly name: string;
    /** Lines of its headers, from 1. */
    readonly headers: readonly number[];
    /** Key in lower case → value; where a key is written twice, the last value. */
    readonly values: ReadonlyMap<string, string>;
    /** Key in lower case → line of its value, from 1. */
    readonly lines: ReadonlyMap<string, number>;
    /** What other readers take otherwise. */
    readonly doubts: readonly Doubt[];
}

/**
 * `indented`: a key below another that is less indented, which the AWS CLI takes for more of that one's value. `swallowed`: a key that
 * Pulumi's provider takes for part of the empty one above it, and the AWS CLI for a key of its own. `quoted`, `commented`: quotes around
 * a value and a comment behind it, which are part of it to the AWS CLI. `twice`: it refuses the whole file.
 */
export type DoubtKind = "indented" | "swallowed" | "quoted" | "commented" | "twice";

/** A line that the AWS CLI reads otherwise than Pulumi's provider. */
export interface Doubt {
    /** From 1. */
    readonly line: number;
    readonly key: string;
    readonly kind: DoubtKind;
}

interface Writable {
    readonly name: string;
    readonly headers: number[];
    readonly values: Map<string, string>;
    readonly lines: Map<string, number>;
    readonly doubts: Doubt[];
    /** Keys whose value is made of indented lines: `s3 =` and the like. */
    readonly nested: Set<string>;
}

/** The sections of a text, by name. Nothing in it is a fault to this reader: what it does not know it passes over. */
export function readIni(text: string): ReadonlyMap<string, IniSection> {
    const sections = new Map<string, Writable>();
    let section: Writable | undefined;
    /** The key that an indented line belongs to. */
    let current = "";
    let indentation = 0;
    for (const [index, line] of text.split("\n").entries()) {
        const number = index + 1;
        if (trim(line) === "" || /^[ \t]*[#;]/u.test(line)) continue;
        const name = headerOf(line);
        if (name !== undefined) {
            section = sections.get(name) ?? newSection(name);
            sections.set(name, section);
            section.headers.push(number);
            current = "";
            continue;
        }
        const indent = /^[ \t]*/u.exec(line)![0].length;
        const isIndented = indent > 0;
        const pair = pairOf(isIndented ? line.replace(/^[ \t]+/u, "") : withoutComment(line).replace(/[ \t]+$/u, ""));
        // Keys before any section, or below `[]`, are nobody's.
        if (section === undefined || section.name === "") continue;
        if (pair === undefined) {
            if (isIndented) goOn(section, current, trimStart(line));
            continue;
        }
        const [key, written] = pair;
        const value = unquoted(written);
        if (!isIndented) {
            note(section, { key, line: number }, written, line);
            set(section, key, value, number);
            [current, indentation] = [key, 0];
        } else if (current === "" || section.values.get(current) !== "") {
            if (current !== "" && indent > indentation) section.doubts.push({ line: number, key, kind: "indented" });
            note(section, { key, line: number }, written, line);
            set(section, key, trim(withoutComment(value)), number);
            [current, indentation] = [key, indent];
        } else {
            section.nested.add(current);
            if (indent <= indentation) section.doubts.push({ line: number, key, kind: "swallowed" });
        }
    }
    return sections;
}

function newSection(name: string): Writable {
    return { name, headers: [], values: new Map(), lines: new Map(), doubts: [], nested: new Set() };
}

function set(section: Writable, key: string, value: string, line: number): void {
    if (section.values.has(key)) section.doubts.push({ line, key, kind: "twice" });
    section.values.set(key, value);
    section.lines.set(key, line);
    section.nested.delete(key);
}

/** An indented line without a key goes on with the value above. */
function goOn(section: Writable, key: string, text: string): void {
    const value = section.values.get(key);
    if (value !== undefined && value !== "" && !section.nested.has(key)) section.values.set(key, `${value}\n${text}`);
}

function note(section: Writable, at: Pick<Doubt, "key" | "line">, written: string, line: string): void {
    if (unquoted(written) !== written) section.doubts.push({ ...at, kind: "quoted" });
    if (withoutComment(line) !== line) section.doubts.push({ ...at, kind: "commented" });
}

/** `[ kind  name ] # comment` → `kind name`; undefined where the line is no header. */
function headerOf(line: string): string | undefined {
    const bare = trim(line.split("#")[0]!.split(";")[0]!);
    if (!bare.startsWith("[") || !bare.endsWith("]")) return undefined;
    const inner = trim(bare.slice(1, -1));
    const [, kind, name] = /^([^ \t]+)[ \t]+(.*)$/su.exec(inner) ?? [];
    return kind === undefined ? inner : `${kind} ${name!}`;
}

function pairOf(text: string): readonly [string, string] | undefined {
    const at = /[=:]/u.exec(text)?.index;
    return at === undefined ? undefined : [trim(text.slice(0, at)).toLowerCase(), trim(text.slice(at + 1))];
}

/** A comment at a line's end begins with a blank. */
function withoutComment(text: string): string {
    return /^(.*?)(?:[ \t][#;].*)?$/su.exec(text)![1]!;
}

function unquoted(text: string): string {
    return /^(["']).*\1$/su.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

/** Go's blanks: unlike JavaScript's they hold U+0085, and no byte order mark. */
const blank = "[\\t\\n\\v\\f\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]";
const blanks = new RegExp(`^${blank}+|${blank}+$`, "gu");

function trim(text: string): string {
    return text.replace(blanks, "");
}

function trimStart(text: string): string {
    return text.replace(/^[ \t]+/u, "");
}
