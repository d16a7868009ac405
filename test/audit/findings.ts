/** The results of checkers for the sandbox's organization, and the type of the table of verdicts. */

export const checkers = ["prowler", "cloudsplaining", "parliament"] as const;
export type Checker = (typeof checkers)[number];

/** Accounts that are checked: the management account, the audit account, and one with only a workload. */
export const accounts = ["management", "security", "member"] as const;
export type Account = (typeof accounts)[number];

/** A FAIL, in a text that is the same in every sandbox. */
export interface Finding {
    readonly checker: Checker;
    /** The checker's name of the check. */
    readonly check: string;
    readonly account: Account;
    /** ARN or name; account ids are replaced by the accounts' names, other ids by `*`. */
    readonly resource: string;
    /** The checker's text. */
    readonly message: string;
}

/**
 * Who must act on a FAIL: `ours`, to be fixed in this program; the `user's choice`, a key or a task that the row names; the `checker's
 * mistake`, with the reason; the `emulator's gap`, which a real account does not have.
 */
export const verdicts = ["ours", "user's choice", "checker's mistake", "emulator's gap"] as const;
export type Verdict = (typeof verdicts)[number];

/** A row of the table: the FAILs of one check in these accounts. */
export interface Row {
    readonly checker: Checker;
    readonly check: string;
    readonly accounts: readonly Account[];
    /** Patterns of the FAILs' resources, with `*` for any text. Default: all. */
    readonly resources?: readonly string[];
    readonly verdict: Verdict;
    readonly why: string;
}

/** The text without what differs between sandboxes. */
export function withoutIds(text: string, ids: Readonly<Record<Account, string>>): string {
    const named = accounts.reduce((result, account) => result.replaceAll(ids[account], account), text);
    return named
        .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gu, "*")
        .replaceAll(/\bo-[a-z0-9]{10,32}\b/gu, "*")
        .replaceAll(/\b(?:vpc|subnet|sg|acl|rtb|igw|dopt|eni|vpce|fl)-[0-9a-f]{8,17}\b/gu, "*")
        .replaceAll(/\b\d{12}\b/gu, "*");
}
