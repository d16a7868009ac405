import type { FaultList } from "../faults/fault-list";
import { valueAt } from "../faults/path";
import type { AccessConfig, AccountConfig, ManagementConfig } from "../model/management-config";
import { securityKey } from "../names/security-account";

/**
 * Checks that a config with roles for people has an account for their users: wherever they are, the roles trust users of the account with
 * the key `security`.
 */
export function checkSecurityAccount(
    {
        access,
        accounts,
        identity,
    }: Pick<ManagementConfig, "identity"> & {
        readonly access: readonly AccessConfig[];
        readonly accounts: readonly AccountConfig[];
    },
    faults: FaultList,
): void {
    const roles = access.filter(({ principals, accounts: keys }) => principals === undefined && keys.length > 0);
    if (roles.length === 0 || !identity.includes("users")) return;
    const account = accounts.find(({ key }) => key === securityKey);
    const names = roles.map(({ role }) => role).join(", ");
    const users = "people's users are in the account with this key";
    if (account?.state === "closed")
        faults.fault(["accounts", securityKey, "state"], {
            message: `closes the account that people's users are in, and access has roles for them: ${names}`,
            cure: "take the roles out; or let people come from Identity Center alone: identity: [identity-center]",
        });
    // An account at that key, or one that would get it, has its own fault.
    if (account !== undefined || valueAt(faults.config, ["accounts", securityKey]) !== undefined) return;
    if (Object.values(accountsOf(faults)).some((each) => formerKeys(each).includes(securityKey))) return;
    const complaint = {
        message: `is missing: ${users}, and access has roles for them: ${names}`,
        cure: `add to accounts: ${securityKey}: { unit: … }; or let people come from Identity Center alone: identity: [identity-center]`,
    };
    // Roles in member accounts can wait for it; a role in the management account is needed now.
    if (roles.some(({ accounts: keys }) => keys.includes("management")))
        faults.fault(["accounts", securityKey], complaint);
    else faults.warn(["accounts", securityKey], { ...complaint, message: `${complaint.message}, which wait for it` });
}

function accountsOf(faults: FaultList): Readonly<Record<string, unknown>> {
    const accounts = valueAt(faults.config, ["accounts"]);
    return typeof accounts === "object" && accounts !== null ? (accounts as Readonly<Record<string, unknown>>) : {};
}

function formerKeys(account: unknown): readonly unknown[] {
    return [valueAt(account, ["formerly"])].flat();
}
