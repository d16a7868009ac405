import type { AwsOrganization } from "./snapshot";

/**
 * Whether an organization contains only its management account, as right after CreateOrganization. Such an organization is imported without
 * consent in the config: this program has just created it, or could have.
 */
export function isUntouched({
    accounts,
    units,
    policies,
    delegations,
}: {
    readonly accounts: readonly unknown[];
    readonly units: Pick<ReadonlySet<unknown>, "size">;
    readonly policies: AwsOrganization["policies"];
    readonly delegations: AwsOrganization["delegations"];
}): boolean {
    return accounts.length === 1 && units.size === 0 && policies.length === 0 && delegations.size === 0;
}
