/** Codes of the emulator for a new email: the first is the last six digits of the account's id, and each further one is the next number. */
export function firstCode(accountId: string): string {
    return accountId.slice(-6);
}

/** The code after this one, which invalidates it. */
export function nextCode(code: string): string {
    return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}
