/** What a checker says of the sandbox's organization, and the table of what is to be thought of it. */

export const checkers = ["prowler", "cloudsplaining", "parliament"] as const;
export type Checker = (typeof checkers)[number];

/** Accounts that are looked at: the management account, the audit account, and one that only holds a workload. */
export const accounts = ["management", "security", "member"] as const;
export type Account = (typeof accounts)[number];

/** A FAIL, in words that are the same in every sandbox. */
export interface Finding {
    readonly checker: Checker;
    /** The checker's own name of the check. */
    readonly check: string;
    readonly account: Account;
    /** ARN or name; ids of accounts are their names, other ids are `*`. */
    readonly resource: string;
    /** The checker's own words. */
    readonly message: string;
}

/**
 * Whose a FAIL is: `ours`, to be mended in this program; the `user's choice`, a key or a task that the row names; the `checker's mistake`,
 * with its reason; the `emulator's gap`, which a real account does not have.
 */
export const verdicts = ["ours", "user's choice", "checker's mistake", "emulator's gap"] as const;
export type Verdict = (typeof verdicts)[number];

/** A row of the table: the FAILs of one check in these accounts. */
export interface Row {
    readonly checker: Checker;
    readonly check: string;
    readonly accounts: readonly Account[];
    /** The FAILs' resources, each `*` any text. Default: all. */
    readonly resources?: readonly string[];
    readonly verdict: Verdict;
    readonly why: string;
}

/** The text without what differs from one sandbox to the next. */
export function withoutIds(text: string, ids: Readonly<Record<Account, string>>): string {
    const named = accounts.reduce((result, account) => result.replaceAll(ids[account], account), text);
    return named
        .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gu, "*")
        .replaceAll(/\bo-[a-z0-9]{10,32}\b/gu, "*")
        .replaceAll(/\b(?:vpc|subnet|sg|acl|rtb|igw|dopt|eni|vpce|fl)-[0-9a-f]{8,17}\b/gu, "*")
        .replaceAll(/\b\d{12}\b/gu, "*");
}
