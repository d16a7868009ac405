import { CliError } from "../common/ui";
import { joined, lineEndOf, linesOf, plain, type Line } from "./lines";

/** The comment lines that begin and end a block which this program writes into a user's file. */
export interface Markers {
    readonly begin: string;
    readonly end: string;
}

/** A block that was found in a file. */
export interface MarkedBlock {
    /** Its lines, with both markers. */
    readonly lines: readonly Line[];
    /** Index of its first line, from 0. */
    readonly start: number;
}

/** The markers around the profiles of one organization. Project and short name keep apart two organizations in one file. */
export function markersOf(project: string, short: string): Markers {
    return { begin: `# >>> org profiles ${project}/${short} >>>`, end: `# <<< org profiles ${project}/${short} <<<` };
}

const anyMarker = /^# (?:>>>|<<<) org profiles .*(?:>>>|<<<)$/u;

/**
 * Finds the block between the markers; undefined where the file has neither of them.
 *
 * @throws CliError with the line numbers where the markers are not one pair, in order, with no other organization's marker between them
 */
export function findBlock(text: string, { begin, end }: Markers, path: string): MarkedBlock | undefined {
    const lines = linesOf(text);
    const at = (marker: string): readonly number[] =>
        lines.flatMap((line, index) => (plain(line) === marker ? [index] : []));
    const [begins, ends] = [at(begin), at(end)];
    if (begins.length === 0 && ends.length === 0) return undefined;
    const [first, last] = [begins[0] ?? 0, ends[0] ?? 0];
    const inside = lines.slice(first + 1, last).findIndex((line) => anyMarker.test(plain(line)));
    if (begins.length === 1 && ends.length === 1 && first < last && inside === -1)
        return { lines: lines.slice(first, last + 1), start: first };
    const where =
        begins.length === 1 && ends.length === 1 && first < last
            ? `another block's marker is between lines ${first + 1} and ${last + 1}: line ${first + inside + 2}`
            : `"${begin}" is ${places(begins)}, "${end}" is ${places(ends)}`;
    throw new CliError(
        `the markers of our block in ${path} are broken: ${where}`,
        "leave one of each, in this order, around our profiles; or delete the block with its markers, and render it again",
    );
}

/** The text with the new block in place of the old one, or at the end. Everything else stays, byte for byte. */
export function withBlock(text: string, old: MarkedBlock | undefined, block: readonly string[]): string {
    const lines = linesOf(text);
    const lineEnd = old === undefined ? lineEndOf(lines) : lineEndOf(old.lines);
    const fresh = block.map((line): Line => ({ text: line, end: lineEnd }));
    if (old !== undefined) {
        const after = old.start + old.lines.length;
        fresh[fresh.length - 1] = { ...fresh.at(-1)!, end: lines[after - 1]!.end };
        return joined([...lines.slice(0, old.start), ...fresh, ...lines.slice(after)]);
    }
    const last = lines.at(-1);
    const unended = last?.end === "" ? lineEnd : "";
    const blank = last === undefined || (last.end !== "" && last.text.trim() === "") ? "" : lineEnd;
    return text + unended + blank + joined(fresh);
}

function places(indices: readonly number[]): string {
    if (indices.length === 0) return "missing";
    return `in line ${indices.map((index) => index + 1).join(" and ")}`;
}
