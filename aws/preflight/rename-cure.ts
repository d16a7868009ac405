/** Things that look renamed but have no `formerly`: which one may be which, and the ways to say so. */

interface Named {
    readonly name: string;
}

/** A new thing that resembles one that goes. */
interface Newcomer extends Named {
    readonly formerly: readonly string[];
}

/**
 * For each thing that goes and resembles any new one: all new ones that it resembles. Each gets a different first one, as far as there are
 * enough, because the fault is shown there. A new one that differs only in spelling from one that goes is its new name, and no other is
 * considered.
 *
 * @param letters returns a name's letters, without the characters that spellings differ in
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
            .map((each) => ({ each, far: spellingDistance(each.name, before.name, letters) })),
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

/** 0 if they differ only in case, 1 if they differ in the characters between letters, 2 otherwise. */
function spellingDistance(name: string, before: string, letters: (name: string) => string): 0 | 1 | 2 {
    if (name.toLowerCase() === before.toLowerCase()) return 0;
    return letters(name) === letters(before) && letters(name) !== "" ? 1 : 2;
}

function lettersOf(name: string): string {
    return name
        .normalize("NFC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The ways out, for a renamed thing and for a different one of its kind. */
export function cureOf(thing: "policy" | "group", come: readonly Newcomer[], before: string): string {
    return `${ifRenamed(come, before)}; if it is another ${thing}: ${outFirst(names(come), before)}; or put ${before} back beside it and run pulumi up, then take ${before} out in a run of its own`;
}

/** The way out for a renamed thing. */
export function ifRenamed(come: readonly Newcomer[], before: string): string {
    return `if it has a new name: ${formerlyOf(come, before)}`;
}

/** The way out for a thing that takes the other's place without being the same. */
export function outFirst(come: readonly string[], before: string): string {
    return `take ${before} out in this run, and add ${come.join(" and ")} in the next`;
}

/** The end of the message about the first one: which others resemble the one that goes. */
export function othersLike([, ...others]: readonly string[]): string {
    if (others.length === 0) return "";
    return `; ${others.join(" and ")} ${others.length === 1 ? "is" : "are"} like it too`;
}

export function names(come: readonly Named[]): readonly string[] {
    return come.map(({ name }) => name);
}

/** The line to write, and under which of them if several are possible. */
function formerlyOf(come: readonly Newcomer[], before: string): string {
    const lines = come.map(({ name, formerly }) => {
        const line = `formerly: ${formerly.length === 0 ? before : `[${[...formerly, before].join(", ")}]`}`;
        return come.length === 1 ? line : `${name}: { ${line} }`;
    });
    return lines.join(", or ");
}
