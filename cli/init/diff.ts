import pico from "picocolors";
import { hasColour } from "../common/ui";

type Line = readonly [sign: " " | "-" | "+", text: string];

/** Unchanged lines that are shown before and after a change. */
const context = 2;

/** The difference between two texts in the form of `diff -u`, coloured where stderr is; empty if there is none. */
export function unifiedDiff(name: string, before: string, after: string): string {
    if (before === after) return "";
    const lines = compare(linesOf(before), linesOf(after));
    const isShown = lines.map((_, index) =>
        lines.slice(Math.max(0, index - context), index + context + 1).some(([sign]) => sign !== " "),
    );
    const paint = pico.createColors(hasColour(2));
    const hunks = lines.flatMap(([sign, text], index) => {
        if (!isShown[index]) return [];
        const head = index === 0 || !isShown[index - 1] ? [paint.cyan(hunkHead(lines, isShown, index))] : [];
        const line = sign + text;
        return [...head, sign === "+" ? paint.green(line) : sign === "-" ? paint.red(line) : line];
    });
    return [`--- ${name}`, `+++ ${name}`, ...hunks].join("\n");
}

function linesOf(text: string): readonly string[] {
    return text === "" ? [] : text.replace(/\n$/u, "").split("\n");
}

function hunkHead(lines: readonly Line[], isShown: readonly boolean[], start: number): string {
    const end = isShown.indexOf(false, start);
    const hunk = lines.slice(start, end < 0 ? lines.length : end);
    const range = (other: "-" | "+"): string => {
        const before = lines.slice(0, start).filter(([sign]) => sign !== other).length;
        const count = hunk.filter(([sign]) => sign !== other).length;
        return `${count === 0 ? before : before + 1},${count}`;
    };
    return `@@ -${range("+")} +${range("-")} @@`;
}

/** Compares by the longest common subsequence. Its full table is small enough: stack files are short. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
    const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
    for (let i = before.length - 1; i >= 0; i -= 1)
        for (let j = after.length - 1; j >= 0; j -= 1)
            table[i]![j] =
                before[i] === after[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    const lines: Line[] = [];
    let [i, j] = [0, 0];
    while (i < before.length || j < after.length) {
        if (i < before.length && j < after.length && before[i] === after[j]) {
            lines.push([" ", before[i]!]);
            i += 1;
            j += 1;
        } else if (j >= after.length || (i < before.length && table[i + 1]![j]! >= table[i]![j + 1]!)) {
            lines.push(["-", before[i]!]);
            i += 1;
        } else {
            lines.push(["+", after[j]!]);
            j += 1;
        }
    }
    return lines;
}
