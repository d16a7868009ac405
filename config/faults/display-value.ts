import { visible } from "./characters";
import { holdsSecret } from "../pgp/secret-key";

// Longest text of a value, in characters: a whole policy document would bury the fault.
const longest = 120;
// Shortest key, in base64 characters: a shorter text cannot be one, whatever it begins with.
const shortestKey = 60;

/** A value as faults show it: texts in quotes, invisible characters as escapes, long values shortened. */
export function displayValue(value: unknown): string {
    if (typeof value === "string")
        return value.length > shortestKey && holdsSecret(value) ? hidden(value) : cut(`"${visible(value)}"`);
    return cut(visible(JSON.stringify(value)));
}

/** How faults show a text that nobody may read. */
export function hidden(text: string): string {
    return `[not shown: ${text.length} characters]`;
}

/** Whether a fault's value stands for one that nobody may read. */
export function isHidden(value: string): boolean {
    return value === "[secret]" || value.startsWith("[not shown: ");
}

function cut(text: string): string {
    return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}
