/** Reports what several stacks have in common once, with their names. */
import { type Section, sections, type SectionOptions } from "../preview/sections";
import type { Outcome } from "./outcome";

// How many stacks are named in front of a line.
const mostNames = 8;

/**
 * The lines of the chosen sections of all stacks, each entry once. The stacks' names follow the sign of its first line; the other lines of
 * the entry follow.
 */
export function across(
    outcomes: readonly Outcome[],
    options: SectionOptions,
    isSelected: (section: Section) => boolean,
): readonly string[] {
    const found = new Map<string, string[]>();
    for (const { stack, preview } of outcomes) {
        const lines = sections(preview, options)
            .filter(isSelected)
            .flatMap((section) => section.lines);
        for (const entry of new Set(entries(lines))) found.set(entry, [...(found.get(entry) ?? []), stack.stack]);
    }
    const most = options.limit === Number.POSITIVE_INFINITY ? options.limit : mostNames;
    return [...found].flatMap(([entry, stacks]) => {
        const [first = "", ...rest] = entry.split("\n");
        return [`${first.slice(0, 2)}${namesOf(stacks, most)}: ${first.slice(2)}`, ...rest];
    });
}

/** `a, b and 3 more`. */
export function namesOf(stacks: readonly string[], most = mostNames): string {
    const more = stacks.length - most;
    return `${stacks.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Splits lines into entries: a sign and a word begin an entry, its other lines are indented. */
function entries(lines: readonly string[]): readonly string[] {
    const found: string[] = [];
    for (const line of lines)
        if (/^\S \S/u.test(line) || found.length === 0) found.push(line);
        else found.push(`${found.pop()!}\n${line}`);
    return found;
}
