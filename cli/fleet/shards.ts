/** A part of the fleet for a job of its own. */
export interface Shard {
    /** `1-of-3`: fit for the name of an artifact. */
    readonly shard: string;
    /** Names of stacks with a comma between, as `--only` takes them. */
    readonly stacks: string;
}

/** GitHub starts no more jobs of a matrix (docs.github.com, Actions limits, read in November 2026). */
export const mostShards = 256;

/** The stacks in at most `count` parts of nearly the same size, in their order; none is empty. */
export function shardsOf(stacks: readonly string[], count: number): readonly Shard[] {
    const parts = Math.min(count, stacks.length);
    return Array.from({ length: parts }, (_, index) => {
        const from = Math.floor((index * stacks.length) / parts);
        const to = Math.floor(((index + 1) * stacks.length) / parts);
        return { shard: `${index + 1}-of-${parts}`, stacks: stacks.slice(from, to).join(",") };
    });
}
