/** What several stacks have in common is reported once, with their names. */
import { type Section, sections, type SectionOptions } from "../preview/sections";
import type { Outcome } from "./outcome";

// Stacks that are named in front of a line, at most.
const mostNames = 8;

/**
 * The lines of all stacks' sections that are meant, each entry once: its first line has the names of the stacks behind its sign, and the
 * lines that belong to it follow.
 */
export function across(
    outcomes: readonly Outcome[],
    options: SectionOptions,
    isMeant: (section: Section) => boolean,
): readonly string[] {
    const found = new Map<string, string[]>();
    for (const { stack, preview } of outcomes) {
        const lines = sections(preview, options)
            .filter(isMeant)
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

/** A sign and a word begin an entry; what belongs to it is indented. */
function entries(lines: readonly string[]): readonly string[] {
    const found: string[] = [];
    for (const line of lines)
        if (/^\S \S/u.test(line) || found.length === 0) found.push(line);
        else found.push(`${found.pop()!}\n${line}`);
    return found;
}
