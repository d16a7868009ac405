import type { AwsOrganization } from "./snapshot";

/**
 * Whether an organization has nothing in it but its management account, as it is in the moment after CreateOrganization. Such a one is
 * taken in without a word in the config: it is what this program has just made, or could have made.
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
