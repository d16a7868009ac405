import { CliError } from "../common/ui";
import { joined, lineEndOf, linesOf, type Line } from "./lines";
import { entriesOf, indentOf, sectionsOf, type Section } from "./sections";

/** The section of a profile in the credentials file. Throws a CliError where there are several. */
function credentialsSection(text: string, profile: string, path: string): Section | undefined {
    const found = sectionsOf(linesOf(text), "credentials").filter(({ name }) => name === profile);
    if (found.length <= 1) return found[0];
    const lines = found.map(({ start }) => start + 1).join(" and ");
    throw new CliError(`[${profile}] is written more than once in ${path}: in line ${lines}`, "leave one of them");
}

/** The value of a key in the profile's section; undefined where it has none. */
export function credentialsKey(text: string, profile: string, key: string, path: string): string | undefined {
    const section = credentialsSection(text, profile, path);
    if (section === undefined) return undefined;
    return entriesOf(linesOf(text), section).find((entry) => entry.key === key)?.value;
}

/**
 * The credentials file with these keys set in the profile's section; a key whose value is undefined is removed. A missing section is added
 * at the end. Every other line stays, byte for byte.
 */
export function withKeys(
    text: string,
    profile: string,
    values: Readonly<Record<string, string | undefined>>,
    path: string,
): string {
    const lines = linesOf(text);
    const section = credentialsSection(text, profile, path);
    const lineEnd = lineEndOf(lines);
    const written = (keys: readonly string[], indent = ""): readonly Line[] =>
        keys.flatMap((key) =>
            values[key] === undefined ? [] : [{ text: `${indent}${key} = ${values[key]}`, end: lineEnd }],
        );
    if (section === undefined) {
        const last = lines.at(-1);
        const unended = last?.end === "" ? lineEnd : "";
        const blank = last === undefined || (last.end !== "" && last.text.trim() === "") ? "" : lineEnd;
        return (
            text + unended + blank + joined([{ text: `[${profile}]`, end: lineEnd }, ...written(Object.keys(values))])
        );
    }
    const entries = entriesOf(lines, section);
    const present = new Set(entries.map(({ key }) => key));
    const seen = new Set<string>();
    // Some programs take a deeper indented line as part of the value above it, so all keys get the indentation of the first.
    const indent = entries[0] === undefined ? "" : indentOf(entries[0].lines[0]!);
    const changed = new Map<Line, Line | undefined>();
    for (const { key, value, lines: old } of entries) {
        if (!(key in values)) continue;
        const isFirst = !seen.has(key);
        seen.add(key);
        if (isFirst && values[key] === value && old.length === 1 && indentOf(old[0]!) === indent) continue;
        old.forEach((line, index) => {
            const stays = isFirst && index === 0 && values[key] !== undefined;
            changed.set(line, stays ? { text: `${indent}${key} = ${values[key]!}`, end: line.end } : undefined);
        });
    }
    const missing = written(
        Object.keys(values).filter((key) => !present.has(key)),
        indent,
    );
    const header = lines[section.start]!;
    return joined(
        lines.flatMap((line) => {
            if (line === header)
                return missing.length === 0 ? [line] : [{ ...line, end: line.end || lineEnd }, ...missing];
            if (!changed.has(line)) return [line];
            const now = changed.get(line);
            return now === undefined ? [] : [now];
        }),
    );
}
