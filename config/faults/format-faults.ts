import pico from "picocolors";
import type { Fault } from "./fault";
import { kindsOf, type Kind } from "./kinds";

/** How faults are shown. */
export interface FormatOptions {
    /** Colours for a terminal. Default: none. */
    readonly colour?: boolean;
    /** Name of the file that was read; shown before the line number. */
    readonly file?: string;
    /** Width of the terminal, to break lines at words. Default: none is broken. */
    readonly columns?: number | undefined;
    /** The command that shows every fault, however many are of one kind. Default: there is none, and all their places are listed. */
    readonly all?: string;
}

/**
 * One block of text with all faults, sorted by their place in the file (else by path), each with its value and its cure. Four and more of
 * one kind are one: the first, and where the others are.
 */
export function formatFaults(faults: readonly Fault[], options: FormatOptions = {}): string {
    const sorted = sortFaults(faults);
    const bySeverity = (["fault", "warning"] as const).map((severity) => ({
        severity,
        ...kindsOf(sorted.filter((fault) => fault.severity === severity)),
    }));
    const order = new Map(sorted.map((fault, index) => [fault, index]));
    const blocks = bySeverity
        .flatMap((each) => each.blocks)
        .sort(([a], [b]) => order.get(a)! - order.get(b)!)
        .map((kind) => kindText(kind, options));
    const counts = bySeverity.map(({ severity, ...found }) => count(severity, found)).filter((text) => text !== "");
    return [`${counts.join(", ")}:`, ...blocks].join("\n");
}

function kindText([fault, ...others]: Kind, options: FormatOptions): string {
    const paint = pico.createColors(options.colour === true);
    const heading =
        fault.severity === "fault" ? paint.red(paint.bold(fault.path)) : paint.yellow(paint.bold(fault.path));
    const value = fault.value === undefined ? "" : `: ${paint.cyan(fault.value)}`;
    const place =
        fault.line === undefined
            ? ""
            : paint.dim(` (${options.file ?? "line"}${options.file === undefined ? " " : ":"}${fault.line})`);
    const alike = others.length === 0 ? [] : placesOf(others, options.all);
    return [
        `  ${heading}${value}${place}`,
        `      ${wrapped(fault.message, 6, options.columns)}`,
        `    ${paint.green("→")} ${wrapped(fault.cure, 6, options.columns)}`,
        ...alike.map((line) => `      ${paint.dim(wrapped(line, 6, options.columns))}`),
    ].join("\n");
}

/** Where a kind's other faults are: the first few, and the command that shows them all; where there is none, every place. */
function placesOf(others: readonly Fault[], all: string | undefined): readonly string[] {
    const places = others.map(({ path, line }) => (line === undefined ? path : `${path} (line ${line})`));
    const opening = `${others.length} more of this kind: `;
    return all === undefined || places.length <= fewPlaces
        ? [opening + places.join(", ")]
        : [`${opening}${places.slice(0, fewPlaces).join(", ")}, …`, `all of them: ${all}`];
}

/** As many places as a line or two take. */
const fewPlaces = 3;

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

/** `3 faults`; where some are shown as one, `2 kinds of fault in 305 places`. */
function count(severity: Fault["severity"], { blocks, kinds }: ReturnType<typeof kindsOf>): string {
    const number = blocks.reduce((sum, kind) => sum + kind.length, 0);
    if (number === 0) return "";
    if (blocks.length === number) return plural(number, severity);
    return `${plural(kinds, "kind")} of ${severity} in ${number} places`;
}

function plural(number: number, word: string): string {
    return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function sortFaults(faults: readonly Fault[]): readonly Fault[] {
    // It takes 10 ms to make, and one or two faults need none.
    let collator: Intl.Collator | undefined;
    const byPath = (a: Fault, b: Fault): number =>
        (collator ??= new Intl.Collator("en", { numeric: true })).compare(a.path, b.path);
    const line = (fault: Fault): number => fault.line ?? Number.MAX_SAFE_INTEGER;
    return [...faults].sort((a, b) => line(a) - line(b) || byPath(a, b));
}
