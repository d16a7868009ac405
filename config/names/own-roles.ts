/** AWS's name of the role by which the management account enters a member that it made. */
export const defaultAccessRole = "OrganizationAccountAccessRole";

/** Names of roles that this program makes for itself, besides those by which the management account enters. */
export function ownRoles(
    short: string,
): Readonly<Record<"ciPreview" | "ciDeploy" | "configAggregator" | "trailLogs", string>> {
    return {
        /** CI previews with it: in the management account, and from there in each member. */
        ciPreview: `${short}-ci-preview`,
        ciDeploy: `${short}-ci-deploy`,
        /** AWS Config asks the organization with it, in the security account. */
        configAggregator: `${short}-config-aggregator`,
        /** CloudTrail writes the organization's events with it, in the security account. */
        trailLogs: `${short}-cloudtrail-logs`,
    };
}

/** Whether the program makes a role of this name for itself; IAM does not tell letter case apart. */
export function isOwnRole(name: string, short: string): boolean {
    return Object.values(ownRoles(short)).some((own) => own.toLowerCase() === name.toLowerCase());
}
