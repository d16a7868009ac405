/** How long a role that refuses is asked again. */
export interface RetryLimit {
    /** Seconds from the first try to the last. */
    readonly seconds: number;
    /** What one waits for, as shown: `role R in account K`. */
    readonly what: string;
}

/** The clock and the voice; tests bring their own. */
export interface Surroundings {
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
    readonly say: (message: string) => void;
}

// A role settles within seconds or within minutes, so the tries begin close together and end five seconds apart.
const pauses = [1, 2, 3, 5];

/**
 * Tries until it succeeds, or until the retry limit, which returns the last refusal. An error that is no refusal is thrown
 * at once.
 */
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
