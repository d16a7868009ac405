/** States of accounts that AWS has closed, suspended or is closing. */
export const ended: ReadonlySet<string> = new Set(["SUSPENDED", "PENDING_CLOSURE", "CLOSED"]);
