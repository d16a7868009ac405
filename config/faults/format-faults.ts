import pico from "picocolors";
import type { Fault } from "./fault";

/** How faults are shown. */
export interface FormatOptions {
    /** Colours for a terminal. Default: none. */
    readonly colour?: boolean;
    /** Name of the file that was read; stands before the line number. */
    readonly file?: string;
}

/** One block of text with all faults, sorted by their place in the file (else by path), each with its value and its cure. */
export function formatFaults(faults: readonly Fault[], options: FormatOptions = {}): string {
    const paint = pico.createColors(options.colour === true);
    const blocks = sortFaults(faults).map((fault) => {
        const heading =
            fault.severity === "fault" ? paint.red(paint.bold(fault.path)) : paint.yellow(paint.bold(fault.path));
        const value = fault.value === undefined ? "" : `: ${paint.cyan(fault.value)}`;
        const place =
            fault.line === undefined
                ? ""
                : paint.dim(` (${options.file ?? "line"}${options.file === undefined ? " " : ":"}${fault.line})`);
        return `  ${heading}${value}${place}\n      ${fault.message}\n    ${paint.green("→")} ${fault.cure}`;
    });
    return [`${count(faults)}:`, ...blocks].join("\n");
}

/** `3 faults`, `1 fault, 2 warnings`. */
function count(faults: readonly Fault[]): string {
    return (["fault", "warning"] as const)
        .map((severity) => [severity, faults.filter((fault) => fault.severity === severity).length] as const)
        .filter(([, number]) => number > 0)
        .map(([severity, number]) => `${number} ${severity}${number === 1 ? "" : "s"}`)
        .join(", ");
}

function sortFaults(faults: readonly Fault[]): readonly Fault[] {
    // It takes 10 ms to make, and one or two faults need none.
    let collator: Intl.Collator | undefined;
    const byPath = (a: Fault, b: Fault): number =>
        (collator ??= new Intl.Collator("en", { numeric: true })).compare(a.path, b.path);
    const line = (fault: Fault): number => fault.line ?? Number.MAX_SAFE_INTEGER;
    return [...faults].sort((a, b) => line(a) - line(b) || byPath(a, b));
}
