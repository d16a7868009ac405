import type { Fault } from "../../config/faults";

/** Applies a fault's cure to the text of a stack's file, as a reader would; undefined if the cure leaves a choice to the reader. */
export function applyCure(text: string, { value = "", cure, line = 1 }: Fault): string | undefined {
    const lines = text.split("\n");
    const change = (edit: (line: string) => string): string =>
        lines.map((each, index) => (index === line - 1 ? edit(each) : each)).join("\n");
    if (/, or take the line out$/u.test(cure)) return lines.filter((_, index) => index !== line - 1).join("\n");
    if (/^take (?:line \d+|the line|it) out/u.test(cure))
        return lines.filter((_, index) => index !== line - 1).join("\n");
    const character = /^take U\+(\w+) out of line/u.exec(cure)?.[1];
    if (character !== undefined)
        return change((each) => each.replaceAll(String.fromCodePoint(parseInt(character, 16)), ""));
    if (cure === "write / without the backslash") return change((each) => each.replaceAll("\\/", "/"));
    if (cure === "write blanks in its place") return change((each) => each.replaceAll("\t", "  "));
    const tag = /^take (!\S+) out$/u.exec(cure)?.[1];
    if (tag !== undefined) return change((each) => each.replace(`${tag} `, ""));
    const key = /^write: ("[^"]*"):$/u.exec(cure)?.[1];
    if (key !== undefined)
        return change((each) => each.replace(new RegExp(`(^|[\\s{])${escaped(value)}(?=\\s*:)`, "u"), `$1${key}`));
    const lower = /single hyphens, as in ([^;]+);/u.exec(cure)?.[1];
    if (lower !== undefined) return change((each) => each.replace(value.replaceAll('"', ""), lower));
    const known = /^did you mean (\S+)\?$/u.exec(cure)?.[1];
    if (known !== undefined) return change((each) => each.replace(value.replaceAll('"', ""), known));
    const written = /^write(?: it in quotes| it without the tag| the character itself)?: (.+?)(?: or run: .*)?$/u.exec(
        cure,
    )?.[1];
    if (written === undefined) return undefined;
    const plain = value.replace(/^"(.*)"$/u, "$1");
    return change(
        (each) => replacedMember(each, plain, written) ?? replacedValue(each, value, written.replace(/^- /u, "")),
    );
}

/** `key: value` for `key: value`. */
function replacedMember(line: string, value: string, written: string): string | undefined {
    const key = /^[\w:.+-]+(?=: )/u.exec(written)?.[0];
    if (key === undefined) return undefined;
    const own = new RegExp(`[\\w:.+-]+:\\s+(?:"${escaped(value)}"|${escaped(value)})(?=[\\s,}]|$)`, "u");
    return own.test(line) ? line.replace(own, () => written) : undefined;
}

/** Replaces the value in its line, with its tag if it has one. */
function replacedValue(line: string, value: string, written: string): string {
    const tagged = new RegExp(`!\\S* ${escaped(value)}`, "u");
    if (tagged.test(line)) return line.replace(tagged, () => written);
    const at = line.lastIndexOf(value);
    return at < 0 ? line : line.slice(0, at) + written + line.slice(at + value.length);
}

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}
