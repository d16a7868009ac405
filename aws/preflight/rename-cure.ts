/** Things that look renamed without `formerly`: which one may be which, and the ways out. */

interface Named {
    readonly name: string;
}

/** A new thing that is like one that goes. */
interface Newcomer extends Named {
    readonly formerly: readonly string[];
}

/**
 * Each thing that goes and has any like it among the new ones, with all of these. The first one is another for each, as far as there are
 * enough: it is where the fault is. A new one that is spelt like one that goes is that one, and no other comes into question.
 *
 * @param letters what of a name is left whatever its spelling
 */
export function replacements<New extends Named, Old extends Named>(
    come: readonly New[],
    gone: readonly Old[],
    isSame: (each: New, before: Old) => boolean,
    letters: (name: string) => string = lettersOf,
): readonly (readonly [Old, readonly [New, ...New[]]])[] {
    const pairs = gone.map((before) => ({
        before,
        like: come
            .filter((each) => isSame(each, before))
            .map((each) => ({ each, far: spellingFarness(each.name, before.name, letters) })),
    }));
    const nearest = new Map<New, number>();
    for (const { each, far } of pairs.flatMap(({ like }) => like))
        nearest.set(each, Math.min(far, nearest.get(each) ?? far));
    const taken = new Set<New>();
    return pairs.flatMap(({ before, like }) => {
        const own = like.filter(({ each, far }) => far === nearest.get(each));
        const least = Math.min(...own.map(({ far }) => far));
        const found = own.filter(({ far }) => far === least).map(({ each }) => each);
        const first = found.find((each) => !taken.has(each)) ?? found[0];
        if (first === undefined) return [];
        taken.add(first);
        return [[before, [first, ...found.filter((each) => each !== first)]] as const];
    });
}

/** 0 where letter case alone differs, 1 where signs between do, 2 for another name. */
function spellingFarness(name: string, before: string, letters: (name: string) => string): 0 | 1 | 2 {
    if (name.toLowerCase() === before.toLowerCase()) return 0;
    return letters(name) === letters(before) && letters(name) !== "" ? 1 : 2;
}

function lettersOf(name: string): string {
    return name
        .normalize("NFC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The ways out for a thing that can be renamed, and for another one of its kind. */
export function cureOf(thing: "policy" | "group", come: readonly Newcomer[], before: string): string {
    return `${ifRenamed(come, before)}; if it is another ${thing}: ${outFirst(names(come), before)}; or put ${before} back beside it and run pulumi up, then take ${before} out in a run of its own`;
}

/** The way out for a new name. */
export function ifRenamed(come: readonly Newcomer[], before: string): string {
    return `if it has a new name: ${formerlyOf(come, before)}`;
}

/** The way out for one that takes the other's place, and is nobody's new name. */
export function outFirst(come: readonly string[], before: string): string {
    return `take ${before} out in this run, and add ${come.join(" and ")} in the next`;
}

/** The end of a message about the first of them: who else is like the one that goes. */
export function othersLike([, ...others]: readonly string[]): string {
    if (others.length === 0) return "";
    return `; ${others.join(" and ")} ${others.length === 1 ? "is" : "are"} like it too`;
}

export function names(come: readonly Named[]): readonly string[] {
    return come.map(({ name }) => name);
}

/** The line to write, and under which of them where several may be meant. */
function formerlyOf(come: readonly Newcomer[], before: string): string {
    const lines = come.map(({ name, formerly }) => {
        const line = `formerly: ${formerly.length === 0 ? before : `[${[...formerly, before].join(", ")}]`}`;
        return come.length === 1 ? line : `${name}: { ${line} }`;
    });
    return lines.join(", or ");
}
