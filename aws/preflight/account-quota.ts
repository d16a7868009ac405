/** What counts against the quota of accounts: closed ones until they are gone, and open invitations. */
export interface QuotaFacts {
    /** How many accounts AWS allows, the management account among them. */
    readonly quota: number;
    /** Accounts that AWS has. */
    readonly there: number;
    /** Those of them that are closed. */
    readonly closed: number;
    /** Open invitations. */
    readonly invited: number;
    /** Accounts of the config that AWS does not have and that are not invited. */
    readonly wanted: number;
}

/** Whether the accounts of the config fit into the quota, in words. */
export interface QuotaVerdict {
    /** Accounts that there would be. */
    readonly total: number;
    /** What is there and what is added; names the quota where there is no room. */
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
