/** What counts towards the quota of accounts, including closed accounts until they are deleted, and open invitations. */
export interface QuotaFacts {
    /** How many accounts AWS allows, including the management account. */
    readonly quota: number;
    /** Accounts at AWS. */
    readonly there: number;
    /** Closed accounts among them. */
    readonly closed: number;
    /** Open invitations. */
    readonly invited: number;
    /** Accounts of the config that do not exist at AWS and are not invited. */
    readonly wanted: number;
}

/** Whether the config's accounts fit into the quota, in words. */
export interface QuotaVerdict {
    /** Number of accounts after the run. */
    readonly total: number;
    /** What exists and what is added; names the quota if there is no room. */
    readonly message: string;
    readonly cure: string;
}

export function accountQuotaVerdict({ quota, there, closed, invited, wanted }: QuotaFacts): QuotaVerdict {
    const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
    const closedOnes = closed === 0 ? "" : ` (${closed} of them closed)`;
    const invitations = invited === 0 ? "" : `, ${count(invited, "open invitation")}`;
    const more = wanted === 0 ? "" : `, and the config adds ${wanted}`;
    const total = there + invited + wanted;
    const used = `${count(there, "account")}${closedOnes}${invitations}${more}: ${total}`;
    return {
        total,
        message: total <= quota ? used : `${used}, and the quota is ${quota}`,
        cure: `ask AWS for more: ./org accounts quota ${total}`,
    };
}
