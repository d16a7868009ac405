/**
 * AWS's shared files as the AWS SDK for Go reads them, because Pulumi's provider uses it. Other readers differ: the JavaScript SDK in
 * quotes and comments; the AWS CLI (Python's configparser) also in indented keys and in duplicates.
 *
 * Source: aws-sdk-go-v2, internal/ini 1.8; a test compares this reader with that SDK.
 */

/** A section, merged from all sections of its name. */
export interface IniSection {
    /** Its header, with one blank between kind and name: `profile x`, `sso-session x`, `default`. */
    readonly name: string;
    /** Line numbers of its headers, from 1. */
    readonly headers: readonly number[];
    /** Values by key in lower case; of duplicate keys, the last value. */
    readonly values: ReadonlyMap<string, string>;
    /** Line number of the value, from 1, by key in lower case. */
    readonly lines: ReadonlyMap<string, number>;
    /** Lines that other readers read differently. */
    readonly doubts: readonly Doubt[];
}

/**
 * `indented`: a key that is indented below another, which the AWS CLI reads as part of that one's value. `swallowed`: a key that Pulumi's
 * provider reads as part of the empty one above it, and the AWS CLI as a key. `quoted`, `commented`: quotes around a value and a comment
 * after it, which the AWS CLI reads as part of it. `twice`: a duplicate, for which the AWS CLI refuses the whole file.
 */
export type DoubtKind = "indented" | "swallowed" | "quoted" | "commented" | "twice";

/** A line that the AWS CLI reads differently from Pulumi's provider. */
export interface Doubt {
    /** Line number, from 1. */
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
    /** Keys whose value consists of indented lines, such as `s3 =`. */
    readonly nested: Set<string>;
}

/** The sections of a text, by name. This reader reports no faults, and skips what it does not recognize. */
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
        // Keys before any section, or below `[]`, belong to none.
        if (section === undefined || section.name === "") continue;
        if (pair === undefined) {
            if (isIndented) continueValue(section, current, trimStart(line));
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

/** An indented line without a key continues the value above. */
function continueValue(section: Writable, key: string, text: string): void {
    const value = section.values.get(key);
    if (value !== undefined && value !== "" && !section.nested.has(key)) section.values.set(key, `${value}\n${text}`);
}

function note(section: Writable, at: Pick<Doubt, "key" | "line">, written: string, line: string): void {
    if (unquoted(written) !== written) section.doubts.push({ ...at, kind: "quoted" });
    if (withoutComment(line) !== line) section.doubts.push({ ...at, kind: "commented" });
}

/** `[ kind  name ] # comment` → `kind name`; undefined if the line is not a header. */
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

/** A comment at the end of a line begins with a blank. */
function withoutComment(text: string): string {
    return /^(.*?)(?:[ \t][#;].*)?$/su.exec(text)![1]!;
}

function unquoted(text: string): string {
    return /^(["']).*\1$/su.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

/** White space as Go defines it: unlike JavaScript's, it includes U+0085 and not the byte order mark. */
const blank = "[\\t\\n\\v\\f\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]";
const blanks = new RegExp(`^${blank}+|${blank}+$`, "gu");

function trim(text: string): string {
    return text.replace(blanks, "");
}

function trimStart(text: string): string {
    return text.replace(/^[ \t]+/u, "");
}
