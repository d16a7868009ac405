import { CliError } from "../common/ui";
import { joined, lineEndOf, linesOf, plain, type Line } from "./lines";

/** The comments around a block of ours, and what the block is about. */
export interface Markers {
    readonly begin: string;
    readonly end: string;
}

/** A block that a file has. */
export interface MarkedBlock {
    /** Its lines, markers among them. */
    readonly lines: readonly Line[];
    /** Index of the line that begins it. */
    readonly start: number;
}

/** The markers of an organization's profiles. Project and short name tell two organizations in one file apart. */
export function markersOf(project: string, short: string): Markers {
    return { begin: `# >>> org profiles ${project}/${short} >>>`, end: `# <<< org profiles ${project}/${short} <<<` };
}

const anyMarker = /^# (?:>>>|<<<) org profiles .*(?:>>>|<<<)$/u;

/** The block between the markers; a CliError with the lines where they are not one pair, in order, with nobody else's between. */
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

/** The text with the block in it: in the old one's place, else at the end. Everything else is as it was, byte for byte. */
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
