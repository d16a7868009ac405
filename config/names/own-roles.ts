/** AWS's name of the role with which the management account enters a member that it created. */
export const defaultAccessRole = "OrganizationAccountAccessRole";

/** Names of roles that this program creates for itself, besides those with which the management account enters. */
export function ownRoles(
    short: string,
): Readonly<Record<"ciPreview" | "ciDeploy" | "configAggregator" | "trailLogs", string>> {
    return {
        /** CI's role for previews: in the management account, and from there in each member. */
        ciPreview: `${short}-ci-preview`,
        ciDeploy: `${short}-ci-deploy`,
        /** With this role AWS Config lists the organization's accounts, in the security account. */
        configAggregator: `${short}-config-aggregator`,
        /** With this role CloudTrail writes the organization's events, in the security account. */
        trailLogs: `${short}-cloudtrail-logs`,
    };
}

/** Whether the program creates a role of this name for itself; case is ignored, as in IAM. */
export function isOwnRole(name: string, short: string): boolean {
    return Object.values(ownRoles(short)).some((own) => own.toLowerCase() === name.toLowerCase());
}
