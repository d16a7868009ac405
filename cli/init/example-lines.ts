import { splitEmail } from "../../config/email";
import type { Company } from "./company";
import { example, exampleFiles } from "./example";
import { managementFile } from "./management-file";
import { securityFile } from "./security-file";

/** A line of the example → the same line of another company. */
export type Renamed = ReadonlyMap<string, string>;

/** What a company calls itself in the lines of its files. */
export type Names = Pick<Company, "company" | "short" | "email" | "admins" | "note">;

/** The lines of the example with the names of a company, without their indents. */
export function renamedLines({ company, short, email, admins, note }: Names): Renamed {
    const { management, security } = exampleFiles();
    // As many admins and accounts as the example has, so that the lines match one by one.
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

/** Whether lines have no comment of somebody's own. */
export function haveNoOwnComment(lines: readonly string[]): boolean {
    return lines.every((line) => !line.includes("#") || known.has(line.trim()));
}

/** Lines as comments; those of the example have the company's names then. */
export function commentedOut(lines: readonly string[], renamed: Renamed): readonly string[] {
    return lines.map((line) => {
        const text = line.trim();
        if (text === "" || text.startsWith("#")) return line.trimEnd();
        return `# ${line.slice(0, line.length - line.trimStart().length)}${renamed.get(text) ?? line.trimStart()}`;
    });
}

/** What a file has of a key in a comment, in lines without their indent. */
export function commentedIn(text: string, key: string): readonly string[] {
    const lines = linesOf(text);
    const start = lines.findIndex((line) => line === `# ${key}:` || line.startsWith(`# ${key}: `));
    if (start < 0) return [];
    const end = lines.findIndex((line, index) => index > start && !/^# {2,}/u.test(line));
    return lines.slice(start, end < 0 ? lines.length : end);
}

/** A text in which the example's comments have the company's names. */
export function withRenamedComments(text: string, renamed: Renamed): string {
    return text.replace(
        /^(?<indent>[ \t]*)(?<comment>#.*?)(?<end>[ \t]*\r?)$/gmu,
        (line, indent: string, comment: string, end: string) => {
            const other = renamed.get(comment);
            return other === undefined ? line : `${indent}${other}${end}`;
        },
    );
}
