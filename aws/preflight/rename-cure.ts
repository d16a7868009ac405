/** Things that look renamed without `formerly`: which one may be which, and the ways out. */

/** A new thing that is like one that goes. */
interface Newcomer {
    readonly name: string;
    readonly formerly: readonly string[];
}

/**
 * Each thing that goes and has any like it among the new ones, with all of these. The first one is another for each, as far as there are
 * enough: it is where the fault is.
 */
export function replacements<New, Old>(
    come: readonly New[],
    gone: readonly Old[],
    isSame: (each: New, before: Old) => boolean,
): readonly (readonly [Old, readonly [New, ...New[]]])[] {
    const taken = new Set<New>();
    return gone.flatMap((before) => {
        const like = come.filter((each) => isSame(each, before));
        const first = like.find((each) => !taken.has(each)) ?? like[0];
        if (first === undefined) return [];
        taken.add(first);
        return [[before, [first, ...like.filter((each) => each !== first)]] as const];
    });
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

export function names(come: readonly Newcomer[]): readonly string[] {
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
