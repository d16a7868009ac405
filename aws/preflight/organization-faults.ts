import type { Fault } from "../../config/faults";

/** The organization that an account is in (DescribeOrganization). */
export interface FoundOrganization {
    readonly id: string;
    readonly managementAccountId: string;
    readonly featureSet: string;
}

/**
 * Why the organization cannot be this config's: it does not exist, belongs to another account, is another one, or lacks all features.
 *
 * @param accountId 12-digit id of the calling account, which must be the management account
 * @param declared `organization.id` of the config
 * @param found undefined if the account has no organization
 */
export function organizationFaults(
    accountId: string,
    declared: string | undefined,
    found: FoundOrganization | undefined,
): readonly Fault[] {
    if (found === undefined)
        return declared === undefined
            ? []
            : [
                  {
                      severity: "fault",
                      path: "organization.id",
                      value: declared,
                      message: `account ${accountId} has no organization`,
                      cure: "check management.id, or take organization.id out: the first run makes an organization then",
                  },
              ];
    const { id, managementAccountId, featureSet } = found;
    if (managementAccountId !== accountId)
        return [
            {
                severity: "fault",
                path: "management.id",
                value: accountId,
                message: `account ${accountId} is a member of organization ${id}, whose management account is ${managementAccountId}`,
                cure: "use the management account of that organization, or let the account leave it first",
            },
        ];
    const faults: Fault[] = [];
    if (featureSet !== "ALL")
        faults.push({
            severity: "fault",
            path: "organization",
            value: id,
            message: `organization ${id} has consolidated billing only; policies and services need all features`,
            cure: "in the console: AWS Organizations → Settings → Begin process to enable all features; invited accounts must approve; there is no way back",
        });
    if (declared !== undefined && declared !== id)
        faults.push({
            severity: "fault",
            path: "organization.id",
            value: declared,
            message: `the account's organization is ${id}`,
            cure: `write: organization: { id: ${id} }`,
        });
    return faults;
}

/** An existing organization that neither config nor state knows: the run would create another one, which AWS refuses. */
export function unknownOrganization({ id }: Pick<FoundOrganization, "id">): Fault {
    return {
        severity: "fault",
        path: "organization.id",
        value: id,
        message: `the account has the organization ${id} already, which this stack does not know`,
        cure: `adopt it: write organization: { id: ${id} }`,
    };
}
