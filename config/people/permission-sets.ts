import type { AccessContext } from "./access-context";
import type { CheckContext } from "../check/context";
import type { AccessConfig } from "../model/management-config";

/**
 * Name of a role's permission set in an account. The management account has a separate one, because a delegated administrator cannot change
 * a set that is assigned there. Source: IAM Identity Center user guide, "Delegated administration".
 */
export function permissionSetName(role: string, account: string): string {
    return account === "management" ? `${role}-management` : role;
}

/** Permission sets have shorter names and descriptions than roles, and their names are unique in an organization. */
export function checkPermissionSets(
    access: readonly AccessConfig[],
    { identity, limits, roleName }: AccessContext,
    { faults }: CheckContext,
): void {
    if (!identity.includes("identity-center")) return;
    // The admins' set has the name of their role.
    const owners = new Map([[roleName, "management.roleName"]]);
    for (const { role, accounts, description } of access.filter(({ principals }) => principals === undefined)) {
        const path = ["access", role];
        if (description.length > limits.permissionSetDescription)
            faults.fault([...path, "description"], {
                message: `is ${description.length} characters; Identity Center takes ${limits.permissionSetDescription}`,
                cure: "make it shorter",
            });
        for (const name of new Set(accounts.map((account) => permissionSetName(role, account)))) {
            const owner = owners.get(name);
            const value = JSON.stringify(role);
            if (name.length > limits.permissionSetName) {
                const what = name === role ? "" : ` and in the management account the permission set ${name}`;
                faults.fault(
                    path,
                    {
                        message: `is ${role.length} characters${what}; Identity Center takes ${limits.permissionSetName}`,
                        cure: "use a shorter name",
                    },
                    value,
                );
            } else if (owner !== undefined)
                faults.fault(
                    path,
                    {
                        message: `has the permission set ${name}, which is also that of ${owner}`,
                        cure: "use another name",
                    },
                    value,
                );
            owners.set(name, `access.${role}`);
        }
    }
}
