import type { Fault } from "../../config/faults";

/** What a check found: good, wrong, worth a look, or not looked at (with the reason). */
export type Status = "ok" | "fault" | "warning" | "skipped";

/** The groups in the order in which they are shown. */
export const groups = [
    "machine",
    "project",
    "credentials",
    "organization",
    "accounts",
    "state",
    "profiles",
    "people",
    "CIS AWS Foundations 7.0",
] as const;

/** What a check is about. */
export type Group = (typeof groups)[number];

/** A finding as a check tells it; the check adds its group and its id. */
export interface Finding {
    readonly status: Status;
    /** One line: what was found, with the value in it. */
    readonly message: string;
    /** What to do; absent where there is nothing to do. */
    readonly cure?: string;
    /** What was read, for programs. */
    readonly value?: string | number | readonly string[];
}

/** A line of the report. */
export interface Line extends Finding {
    readonly group: Group;
    readonly id: string;
}

/** It is as it should be. */
export function ok(message: string, value?: Finding["value"]): Finding {
    return { status: "ok", message, ...(value === undefined ? {} : { value }) };
}

/** It stops or endangers the work. */
export function fault(message: string, cure: string, value?: Finding["value"]): Finding {
    return { status: "fault", message, cure, ...(value === undefined ? {} : { value }) };
}

/** What a preview would refuse too, in its words. */
export function ofFault({ severity, path, value, message, cure }: Fault): Finding {
    return {
        status: severity,
        message: `${path}: ${value === undefined ? "" : `${value}: `}${message}`,
        cure,
        ...(value === undefined ? {} : { value }),
    };
}

/** It deserves a look. */
export function warning(message: string, cure: string, value?: Finding["value"]): Finding {
    return { status: "warning", message, cure, ...(value === undefined ? {} : { value }) };
}

/** Nobody looked, and why. */
export function skipped(message: string, cure?: string): Finding {
    return { status: "skipped", message, ...(cure === undefined ? {} : { cure }) };
}

/** Its time has not come; `next` is the command that brings it. */
export function notYet(message: string, next: string): Finding {
    return skipped(`not yet: ${message}`, next);
}

/** `1 account`, `2 accounts`. */
export function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first of many, and how many more there are. */
export function some(items: readonly string[], most = 5): string {
    const more = items.length - most;
    return items.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
