import { formatPath, type Path } from "./path";

/** What is wrong with one value, and the cure, in which `{key}` and `{path}` are replaced by the value's place. */
export interface Complaint {
    readonly message: string;
    readonly cure: string;
}

/** Beginning of the message about a key that does not exist at its place. */
export const unknownKey = "is not a key of";

// A zod validator returns one text, which carries both parts.
const separator = "\u0000";

/** The complaint as the text of a zod issue. */
export function encodeComplaint({ message, cure }: Complaint): string {
    return message + separator + cure;
}

/** The complaint in the text of a zod issue; a text from zod itself has no cure yet. */
export function decodeComplaint(text: string): Complaint {
    const [message, cure] = text.split(separator);
    return { message: message!, cure: cure ?? "see docs/configuration.md" };
}

/** The complaint with its place filled in: `{key}` is the last key, `{path}` the whole path. */
export function fillComplaint(path: Path, { message, cure }: Complaint): Complaint {
    const last = path.at(-1);
    // In a list, the line to write is the item.
    const line = typeof last === "number" ? "- " : `${last ?? "config"}: `;
    return { message, cure: cure.replaceAll("{key}: ", () => line).replaceAll("{path}", () => formatPath(path)) };
}
