import type { Company } from "./company";

/** A role of `access` and the group whose people assume it. */
export interface OfferedRole {
    readonly role: string;
    readonly group: string;
    /** The list of its accounts, as YAML. */
    readonly accounts: string;
    readonly policies: readonly string[];
    readonly session: string;
}

/** Whether the company has an account with this key. */
export function hasAccount({ accounts }: Pick<Company, "accounts">, key: string): boolean {
    return accounts.some((account) => account.key === key);
}

/** The roles of binbash Leverage, where the company has accounts for them. */
export function rolesOf(company: Pick<Company, "accounts">): readonly OfferedRole[] {
    const everywhere = company.accounts.length === 0 ? [] : ['"*"'];
    // A pattern does not put a role that can write into the audit account.
    const whereOneWrites = company.accounts.every(({ key }) => key === "security") ? [] : everywhere;
    const shared = hasAccount(company, "shared") ? ["shared"] : [];
    const apps = company.accounts.some(({ key }) => key.startsWith("apps-")) ? ['"apps-*"'] : [];
    const roles = [
        { role: "DevOps", group: "devops", accounts: whereOneWrites, policies: ["PowerUserAccess"], session: "1h" },
        {
            role: "Auditor",
            group: "auditors",
            // A role in the management account is assumed by people of the security account.
            accounts: hasAccount(company, "security") ? [...everywhere, "management"] : everywhere,
            policies: ["ReadOnlyAccess", "SecurityAudit"],
            session: "1h",
        },
        {
            role: "DeployMaster",
            group: "deployers",
            accounts: [...apps, ...shared],
            policies: ["PowerUserAccess"],
            session: "3h",
        },
        {
            role: "FinOps",
            group: "finops",
            accounts: shared,
            policies: ["Billing", "ViewOnlyAccess"],
            session: "1h",
        },
        { role: "Support", group: "support", accounts: everywhere, policies: ["AWSSupportAccess"], session: "1h" },
    ];
    return roles
        .filter(({ accounts }) => accounts.length > 0)
        .map((role) => ({ ...role, accounts: `[${role.accounts.join(", ")}]` }));
}
