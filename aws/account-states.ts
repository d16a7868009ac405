/** States in which AWS has taken an account out of use. */
export const ended: ReadonlySet<string> = new Set(["SUSPENDED", "PENDING_CLOSURE", "CLOSED"]);
