import { visible } from "./characters";
import { holdsSecret } from "../pgp/secret-key";

// A policy document in a fault would hide the fault.
const longest = 120;
// In base64; a shorter text is none, whatever it begins with.
const shortestKey = 60;

/** A value as faults show it: texts in quotes, invisible characters as escapes, long values cut. */
export function displayValue(value: unknown): string {
    if (typeof value === "string")
        return value.length > shortestKey && holdsSecret(value) ? hidden(value) : cut(`"${visible(value)}"`);
    return cut(visible(JSON.stringify(value)));
}

/** A text that nobody may read, as faults show it. */
export function hidden(text: string): string {
    return `[not shown: ${text.length} characters]`;
}

/** Whether a fault's value replaces one that nobody may read. */
export function isHidden(value: string): boolean {
    return value === "[secret]" || value.startsWith("[not shown: ");
}

function cut(text: string): string {
    return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}
