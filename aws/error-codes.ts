/** Whether AWS returned an error with one of these codes. Services write a code with or without `Exception` at the end. */
export function isAwsError(error: unknown, ...codes: readonly string[]): boolean {
    const { name } = (error ?? {}) as { readonly name?: unknown };
    return typeof name === "string" && codes.includes(name.replace(/Exception$/u, ""));
}

/** Whether an error is one of AWS's with this code and these words, for codes that have several meanings. */
export function saysAwsError(error: unknown, code: string, words: string): boolean {
    return isAwsError(error, code) && (error as Error).message.includes(words);
}

/** A handler for `catch`: returns undefined for errors with one of these codes, and throws any other. */
export function noneAt(...codes: readonly string[]): (error: unknown) => undefined {
    return (error) => {
        if (isAwsError(error, ...codes)) return undefined;
        throw error;
    };
}
