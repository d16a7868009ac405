import { visible } from "./characters";

// A policy document in a fault would hide the fault.
const longest = 120;

/** A value as faults show it: texts in quotes, invisible characters as escapes, long values cut. */
export function shown(value: unknown): string {
    if (typeof value === "string") return cut(`"${visible(value)}"`);
    return cut(visible(JSON.stringify(value)));
}

function cut(text: string): string {
    return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}
