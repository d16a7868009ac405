/** A part of the fleet, for a job of its own. */
export interface Shard {
    /** Its name, `1-of-3`, which an artifact's name may contain. */
    readonly shard: string;
    /** Names of its stacks, separated by commas, as `--only` takes them. */
    readonly stacks: string;
}

/** The most jobs of a matrix (GitHub Docs, "Actions limits", November 2026). */
export const mostShards = 256;

/** Splits the stacks, in order, into at most `count` parts of nearly the same size. No part is empty. */
export function shardsOf(stacks: readonly string[], count: number): readonly Shard[] {
    const parts = Math.min(count, stacks.length);
    return Array.from({ length: parts }, (_, index) => {
        const from = Math.floor((index * stacks.length) / parts);
        const to = Math.floor(((index + 1) * stacks.length) / parts);
        return { shard: `${index + 1}-of-${parts}`, stacks: stacks.slice(from, to).join(",") };
    });
}
