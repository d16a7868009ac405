import { plain, type Line } from "./lines";

/** Which of AWS's two files. In `credentials` every section is a profile. */
export type AwsFileKind = "config" | "credentials";

/** What a section header names: `kind` is `profile`, `sso-session`, or another word of AWS's. */
export interface SectionName {
    readonly kind: string;
    readonly name: string;
}

/** A section and its lines. */
export interface Section extends SectionName {
    /** Index of its header. */
    readonly start: number;
    /** Index after its last line. */
    readonly end: number;
}

/** A key of a section, with its line and the indented lines that belong to it. */
export interface Entry {
    /** In lower case: AWS's tools ignore case here. */
    readonly key: string;
    readonly value: string;
    readonly lines: readonly Line[];
}

/**
 * What a line names if it is a section's header. Lenient: AWS's tools disagree on indented headers, tabs, quotes and comments after a
 * header, and a section counts here if any of them sees it.
 */
function sectionName(line: Pick<Line, "text">, file: AwsFileKind = "config"): SectionName | undefined {
    const header = /^\[\s*([^\]]*?)\s*\]/u.exec(plain(line))?.[1];
    if (header === undefined) return undefined;
    if (file === "credentials") return { kind: "profile", name: unquoted(header) };
    const [, kind, name] = /^([\w-]+)\s+(.+)$/u.exec(header) ?? [];
    if (kind !== undefined && name !== undefined) return { kind, name: unquoted(name) };
    return header === "default" ? { kind: "profile", name: header } : { kind: "other", name: header };
}

/** The sections of a file, in order. */
export function sectionsOf(lines: readonly Line[], file: AwsFileKind = "config"): readonly Section[] {
    const named = lines.flatMap((line, start) => {
        const name = sectionName(line, file);
        return name === undefined ? [] : [{ ...name, start }];
    });
    return named.map((section, index) => ({ ...section, end: named[index + 1]?.start ?? lines.length }));
}

/**
 * The keys of a section, without comments and blank lines. An indented key below a key with a value is a key of its own, as in Pulumi's
 * provider; below a key without one (`s3 =`) it belongs to that key.
 */
export function entriesOf(lines: readonly Line[], { start, end }: Section): readonly Entry[] {
    const entries: Entry[] = [];
    for (const line of lines.slice(start + 1, end)) {
        if (/^(?:[#;]|$)/u.test(plain(line))) continue;
        const last = entries.at(-1);
        const [, key, value] = /^([^=:]+?)\s*[=:]\s*(.*)$/u.exec(plain(line)) ?? [];
        const isDeeper = last !== undefined && indentOf(line).length > indentOf(last.lines[0]!).length;
        if (isDeeper && (key === undefined || last.value === ""))
            entries[entries.length - 1] = { ...last, lines: [...last.lines, line] };
        else if (key !== undefined) entries.push({ key: key.toLowerCase(), value: value!, lines: [line] });
    }
    return entries;
}

/** The blanks at the start of a line. */
export function indentOf({ text }: Pick<Line, "text">): string {
    return /^[ \t]*/u.exec(text)![0];
}

function unquoted(name: string): string {
    return /^(["'])(.*)\1$/u.exec(name)?.[2] ?? name;
}
