import pico from "picocolors";
import type { Fault } from "./fault";

/** How faults are shown. */
export interface FormatOptions {
    /** Colours for a terminal. Default: none. */
    readonly colour?: boolean;
    /** Name of the file that was read; shown before the line number. */
    readonly file?: string;
    /** Width of the terminal, to break lines at words. Default: none is broken. */
    readonly columns?: number | undefined;
}

/**
 * One block of text with all faults, sorted by their place in the file (else by path), each with its value and its cure. Four and more of
 * one kind are one: the first, and where the others are.
 */
export function formatFaults(faults: readonly Fault[], options: FormatOptions = {}): string {
    const paint = pico.createColors(options.colour === true);
    const blocks = kindsOf(sortFaults(faults)).map(([fault, ...alike]) => {
        const heading =
            fault.severity === "fault" ? paint.red(paint.bold(fault.path)) : paint.yellow(paint.bold(fault.path));
        const value = fault.value === undefined ? "" : `: ${paint.cyan(fault.value)}`;
        const place =
            fault.line === undefined
                ? ""
                : paint.dim(` (${options.file ?? "line"}${options.file === undefined ? " " : ":"}${fault.line})`);
        const same = alike.length === 0 ? [] : [wrapped(`the same at ${placesOf(alike)}`, 6, options.columns)];
        return [
            `  ${heading}${value}${place}`,
            `      ${wrapped(fault.message, 6, options.columns)}`,
            ...same.map((line) => `      ${paint.dim(line)}`),
            `    ${paint.green("→")} ${wrapped(fault.cure, 6, options.columns)}`,
        ].join("\n");
    });
    return [`${count(faults)}:`, ...blocks].join("\n");
}

/** From this number on, faults of one kind are shown together. */
const many = 4;

/** Faults of one kind say the same of the same place in each item of a list or of a map. */
function kindsOf(faults: readonly Fault[]): readonly (readonly [Fault, ...Fault[]])[] {
    const kinds = new Map<string, [Fault, ...Fault[]]>();
    for (const fault of faults) {
        const { path, value, message, cure, severity } = fault;
        const item = path.replace(/\[\d+\]/gu, "[]").replace(/^(\w+)\.[^.[]+/u, "$1.*");
        const kind = JSON.stringify([item, value, message, cure, severity]);
        const alike = kinds.get(kind);
        if (alike === undefined) kinds.set(kind, [fault]);
        else alike.push(fault);
    }
    const isMany = (alike: readonly Fault[]): boolean => alike.length >= many;
    const together = new Set([...kinds.values()].filter(isMany).flatMap(([first, ...others]) => [first, ...others]));
    const firsts = new Map([...kinds.values()].filter(isMany).map((alike) => [alike[0], alike]));
    return faults.flatMap((fault) => {
        if (!together.has(fault)) return [[fault] as [Fault]];
        const alike = firsts.get(fault);
        return alike === undefined ? [] : [alike];
    });
}

function placesOf(faults: readonly Fault[]): string {
    const shown = faults.slice(0, 3).map(({ path }) => path);
    return `${shown.join(", ")}${faults.length > 3 ? ` and ${faults.length - 3} more places` : ""}`;
}

/** Text with breaks at blanks, so that no word is cut at the terminal's edge; a command stays in one piece, to be copied. */
function wrapped(text: string, indent: number, columns: number | undefined): string {
    if (columns === undefined || columns < 40 || text.length + indent <= columns) return text;
    return text
        .split("\n")
        .map((line) => wrappedLine(line, indent, columns))
        .join("\n");
}

function wrappedLine(text: string, indent: number, columns: number): string {
    const words = text.match(/`[^`]*`\S*|(?:\.\/org|aws|pulumi|export|gh|npm) \S[^;\n]*|\S+/gu) ?? [];
    const lines = [""];
    for (const word of words) {
        const last = lines.at(-1)!;
        const isFull = last !== "" && indent + last.length + 1 + word.length > columns;
        if (isFull) lines.push(word);
        else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
    }
    return lines.join(`\n${" ".repeat(indent)}`);
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
