import { splitEmail } from "../../config/email";
import type { Company } from "./company";
import { example, exampleFiles } from "./example";
import { managementFile } from "./management-file";
import { securityFile } from "./security-file";

/** For each line of the example, the same line with another company's names. */
export type Renamed = ReadonlyMap<string, string>;

/** The names of a company that are in the lines of its files. */
export type Names = Pick<Company, "company" | "short" | "email" | "admins" | "note">;

/** The lines of the example with the names of a company, without indentation. */
export function renamedLines({ company, short, email, admins, note }: Names): Renamed {
    const { management, security } = exampleFiles();
    // The other values stay the example's, so that the lines of both match one by one.
    const renamed: Company = {
        ...example,
        ...{ company, short, email, note, repository: `${company}/aws-organization` },
        alarms: `security@${splitEmail(email).domain}`,
        ...(admins.length > 0 && { admins }),
    };
    const pairs = [
        [management, managementFile(renamed)],
        [security, securityFile(renamed)],
    ].flatMap(([before, after]) => {
        const lines = linesOf(after!);
        return linesOf(before!).map((line, index) => [line, lines[index]!] as const);
    });
    return new Map(pairs);
}

function linesOf(text: string): readonly string[] {
    return text.split(/\r?\n/u).map((line) => line.trim());
}

const known = new Set(Object.values(exampleFiles()).flatMap(linesOf));

/** Whether lines have no comment that a person wrote. */
export function haveNoOwnComment(lines: readonly string[]): boolean {
    return lines.every((line) => !line.includes("#") || known.has(line.trim()));
}

/** Turns lines into comments; lines of the example get the company's names. */
export function commentedOut(lines: readonly string[], renamed: Renamed): readonly string[] {
    return lines.map((line) => {
        const text = line.trim();
        if (text === "" || text.startsWith("#")) return line.trimEnd();
        return `# ${line.slice(0, line.length - line.trimStart().length)}${renamed.get(text) ?? line.trimStart()}`;
    });
}

/** The lines of a key that is in a comment, without indentation; empty where there is none. */
export function commentedIn(text: string, key: string): readonly string[] {
    const lines = linesOf(text);
    const start = lines.findIndex((line) => line === `# ${key}:` || line.startsWith(`# ${key}: `));
    if (start < 0) return [];
    const end = lines.findIndex((line, index) => index > start && !/^# {2,}/u.test(line));
    return lines.slice(start, end < 0 ? lines.length : end);
}

/** The text, with the company's names in comments that are the example's. */
export function withRenamedComments(text: string, renamed: Renamed): string {
    return text.replace(
        /^(?<indent>[ \t]*)(?<comment>#.*?)(?<end>[ \t]*\r?)$/gmu,
        (line, indent: string, comment: string, end: string) => {
            const other = renamed.get(comment);
            return other === undefined ? line : `${indent}${other}${end}`;
        },
    );
}
