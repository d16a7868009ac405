import type { Fault } from "../../config/faults";

/** The result of a check: good, wrong, worth a look, or skipped with a reason. */
export type Status = "ok" | "fault" | "warning" | "skipped";

/** The groups of checks, in the order in which they are shown. */
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

/** A group of checks. */
export type Group = (typeof groups)[number];

/** A finding of a check, without the check's group and id. */
export interface Finding {
    readonly status: Status;
    /** One line that says what was found, with its value. */
    readonly message: string;
    /** What to do; absent: nothing. */
    readonly cure?: string;
    /** The value that was read, for programs. */
    readonly value?: string | number | readonly string[];
}

/** A line of the report. */
export interface Line extends Finding {
    readonly group: Group;
    readonly id: string;
}

/** A finding: as it should be. */
export function ok(message: string, value?: Finding["value"]): Finding {
    return { status: "ok", message, ...(value === undefined ? {} : { value }) };
}

/** A finding: wrong, so that work is stopped or at risk. */
export function fault(message: string, cure: string, value?: Finding["value"]): Finding {
    return { status: "fault", message, cure, ...(value === undefined ? {} : { value }) };
}

/** A finding with the message of a fault that a preview reports too. */
export function ofFault({ severity, path, value, message, cure }: Fault): Finding {
    return {
        status: severity,
        message: `${path}: ${value === undefined ? "" : `${value}: `}${message}`,
        cure,
        ...(value === undefined ? {} : { value }),
    };
}

/** A finding: worth a look. */
export function warning(message: string, cure: string, value?: Finding["value"]): Finding {
    return { status: "warning", message, cure, ...(value === undefined ? {} : { value }) };
}

/** A finding: not checked, and why. */
export function skipped(message: string, cure?: string): Finding {
    return { status: "skipped", message, ...(cure === undefined ? {} : { cure }) };
}

/** A finding: not there yet. `next` is the command that creates it. */
export function notYet(message: string, next: string): Finding {
    return skipped(`not yet: ${message}`, next);
}

/** `1 account`, `2 accounts`. */
export function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first items, and how many more there are. */
export function some(items: readonly string[], most = 5): string {
    const more = items.length - most;
    return items.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
