import { keepsItself } from "./own-delegations";

/**
 * The commands, to run in the management account, that end an account's role as administrator of a service. A service with its own API for
 * administrators leaves the registration with Organizations (GuardDuty and Detective user guides, on changing the administrator), so both
 * must be removed.
 *
 * @param isGoneThere whether the service itself has removed the account in all regions
 */
export function deregistration(service: string, accountId: string, isGoneThere = false): readonly string[] {
    const own = ownCommands[service];
    const registration = `aws organizations deregister-delegated-administrator --account-id ${accountId} --service-principal ${service}`;
    if (own === undefined || (isGoneThere && keepsItself(service))) return [registration];
    return [`aws ${own.replace("<id>", accountId)}`, ...(keepsItself(service) ? [registration] : [])];
}

// AWS CLI Command Reference, by service. Read 2026-11-29. To be run in each region where the service is on.
const ownCommands: Readonly<Record<string, string>> = {
    "auditmanager.amazonaws.com": "auditmanager deregister-organization-admin-account --admin-account-id <id>",
    "cloudtrail.amazonaws.com": "cloudtrail deregister-organization-delegated-admin --delegated-admin-account-id <id>",
    "detective.amazonaws.com": "detective disable-organization-admin-account",
    "fms.amazonaws.com": "fms disassociate-admin-account",
    "guardduty.amazonaws.com": "guardduty disable-organization-admin-account --admin-account-id <id>",
    "inspector2.amazonaws.com": "inspector2 disable-delegated-admin-account --delegated-admin-account-id <id>",
    "ipam.amazonaws.com": "ec2 disable-ipam-organization-admin-account --delegated-admin-account-id <id>",
    "macie.amazonaws.com": "macie2 disable-organization-admin-account --admin-account-id <id>",
    "securityhub.amazonaws.com": "securityhub disable-organization-admin-account --admin-account-id <id>",
};
