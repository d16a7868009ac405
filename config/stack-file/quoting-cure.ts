import { limitsWith } from "../aws-facts/limits";
import { plainName } from "../faults/characters";
import { decodeComplaint, fillComplaint, type Complaint } from "../faults/complaint";
import type { Path } from "../faults/path";
import { accountKeyComplaint } from "../schema/account-key";
import { schemasAt, expectedKinds } from "../schema/expected-kinds";

/**
 * The complaint about a value that YAML does not read as text, if the schema would not complain; with a line to write that causes no other
 * fault. If a text is expected, the schema's own complaint is better.
 */
export function valueCure(path: Path, source: string, read: "date" | number | boolean | null): Complaint | undefined {
    const kinds = expectedKinds(path);
    if (typeof read === "boolean" || read === null) return undefined;
    if (read === "date")
        return {
            message: "is read as a date",
            cure: kinds.has("text") || kinds.has("any") ? quoted(path, source) : `write a ${[...kinds][0] ?? "text"}`,
        };
    if (!Number.isFinite(read))
        return {
            message: "is read as a number that the engine cannot hand on",
            cure: kinds.has("number") ? "write a whole number" : quoted(path, source),
        };
    const canonical = String(read);
    if (kinds.has("number"))
        // A value out of bounds has the schema's complaint.
        return canonical === source ||
            schemasAt(path).every(({ schema }) => !schema.safeParse(read, { jitless: true }).success)
            ? undefined
            : { message: `is read as ${canonical}`, cure: `write: ${line(path)}${canonical}` };
    if (!kinds.has("any") || (canonical === source && !/^\d{12}$/u.test(source))) return undefined;
    return {
        message:
            canonical === source
                ? "is an id without quotes, which YAML reads as a number"
                : `is read as the number ${canonical}, and pulumi config set writes that`,
        cure: quoted(path, source),
    };
}

/** The key to write instead of one that YAML does not read as text. */
export function keyCure(path: Path, key: string): string {
    const parents = schemasAt(path.slice(0, -1));
    if (parents.length > 0 && parents.every(({ isOpen }) => !isOpen))
        return "take the line out: no such key is known here";
    const fits = (name: string): boolean =>
        path[0] === "accounts" && path.length === 2
            ? accountKeyComplaint(name, limitsWith()) === undefined
            : /^[\w+=,.@-]+$/u.test(name);
    const plain = plainName(key);
    const name = [key, plain, `account-${plain}`].find((each) => plain !== "" && fits(each));
    return name === undefined ? "give it a name, in letters" : `write: ${JSON.stringify(name)}:`;
}

function quoted(path: Path, source: string): string {
    const errors = schemasAt(path).map(({ schema }) => schema.safeParse(source, { jitless: true }).error);
    const issue = errors.length > 0 && errors.every((error) => error !== undefined) ? errors[0]!.issues[0] : undefined;
    if (issue !== undefined) return fillComplaint(path, decodeComplaint(issue.message)).cure;
    return `write it in quotes: ${line(path)}${JSON.stringify(source)}`;
}

function line(path: Path): string {
    const last = path.at(-1);
    return typeof last === "number" ? "- " : `${last ?? "config"}: `;
}
