/** How long to retry a role that refuses. */
export interface RetryLimit {
    /** Seconds from the first try to the last. */
    readonly seconds: number;
    /** What is being waited for, in messages: `role R in account K`. */
    readonly what: string;
}

/** Clock and output, which tests replace. */
export interface Surroundings {
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
    readonly say: (message: string) => void;
}

// A role becomes usable within seconds or within minutes, so the tries begin close together and end five seconds apart.
const pauses = [1, 2, 3, 5];

/** Tries until it succeeds or the limit is reached, and then returns the last refusal. An error that is not a refusal is thrown at once. */
export async function retryWhileRefused<Answer>(
    attempt: () => Promise<Answer>,
    isRefusal: (error: unknown) => boolean,
    { seconds, what }: RetryLimit,
    { now, sleep, say }: Surroundings,
): Promise<{ readonly answer: Answer } | { readonly refusal: unknown }> {
    const started = now();
    for (let tries = 1; ; tries++) {
        try {
            return { answer: await attempt() };
        } catch (error) {
            if (!isRefusal(error)) throw error;
            const pause = pauses[Math.min(tries, pauses.length) - 1]!;
            const elapsed = Math.round((now() - started) / 1000);
            if (elapsed + pause > seconds) return { refusal: error };
            say(`waiting for ${what}: refused ${tries} times in ${elapsed} s, of ${seconds} s at most`);
            await sleep(pause * 1000);
        }
    }
}
