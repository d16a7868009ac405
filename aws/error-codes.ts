/** Whether AWS returned an error with one of these codes; services write it with or without `Exception` at the end. */
export function isAwsError(error: unknown, ...codes: readonly string[]): boolean {
    const { name } = (error ?? {}) as { readonly name?: unknown };
    return typeof name === "string" && codes.includes(name.replace(/Exception$/u, ""));
}

/** Whether an error is one of AWS's with this code and these words: by some codes AWS says more than one thing. */
export function saysAwsError(error: unknown, code: string, words: string): boolean {
    return isAwsError(error, code) && (error as Error).message.includes(words);
}

/** For a call's `catch`: undefined at errors with one of these codes. Throws any other. */
export function noneAt(...codes: readonly string[]): (error: unknown) => undefined {
    return (error) => {
        if (isAwsError(error, ...codes)) return undefined;
        throw error;
    };
}
