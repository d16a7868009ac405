import type { OwnStack } from "../own-stack";

/** An account as the last successful run left it. */
export interface PreviousAccount {
    readonly id: string | null;
    readonly name: string;
    readonly email: string;
    readonly unit: string;
    readonly state: string;
}

/** What the last successful run of this stack said; empty before the first one. */
export interface Previous {
    readonly accounts: Readonly<Record<string, PreviousAccount>>;
}

/** Before the first successful run. */
export const noPrevious: Previous = { accounts: {} };

export function previousOf({ outputs }: OwnStack): Previous {
    return { ...noPrevious, ...outputs };
}
