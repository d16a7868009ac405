import pico from "picocolors";
import type { Fault } from "./fault";
import { kindsOf, type Kind } from "./kinds";

/** How to show faults. */
export interface FormatOptions {
    /** Colours for a terminal. Default: false. */
    readonly colour?: boolean;
    /** Name of the file, shown before the line number. */
    readonly file?: string;
    /** Width of the terminal, at which lines are broken between words. Default: lines are not broken. */
    readonly columns?: number | undefined;
    /** The command that shows every fault, even if many are of one kind. Default: none, and all places are listed. */
    readonly all?: string;
}

/**
 * One block of text with all faults, sorted by their place in the file (or by path), each with its value and cure. Four or more of one kind
 * are shown as one: the first, and the places of the others.
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

/** Places of a kind's other faults: the first few and the command that shows all, or without such a command every place. */
function placesOf(others: readonly Fault[], all: string | undefined): readonly string[] {
    const places = others.map(({ path, line }) => (line === undefined ? path : `${path} (line ${line})`));
    const opening = `${others.length} more of this kind: `;
    return all === undefined || places.length <= fewPlaces
        ? [opening + places.join(", ")]
        : [`${opening}${places.slice(0, fewPlaces).join(", ")}, …`, `all of them: ${all}`];
}

/** As many places as fit into a line or two. */
const fewPlaces = 3;

/** Breaks a text between words at the terminal's width; a command stays in one piece, so that it can be copied. */
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

/** `3 faults` or, if some are shown as one, `2 kinds of fault in 305 places`. */
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
    // Creating one takes 10 ms, and one or two faults need none.
    let collator: Intl.Collator | undefined;
    const byPath = (a: Fault, b: Fault): number =>
        (collator ??= new Intl.Collator("en", { numeric: true })).compare(a.path, b.path);
    const line = (fault: Fault): number => fault.line ?? Number.MAX_SAFE_INTEGER;
    return [...faults].sort((a, b) => line(a) - line(b) || byPath(a, b));
}
