/** Who administers a service by the service's own API, which keeps one administrator for each region. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/** Ids of the accounts that administer it in the client's region. */
type Ask = (options: ClientOptions) => Promise<readonly (string | undefined)[]>;

// CloudTrail, Firewall Manager and IPAM have one for all regions, and it is the one that Organizations tells of.
const regional: Readonly<Record<string, Ask>> = {
    "auditmanager.amazonaws.com": async (options) => {
        const sdk = await import("@aws-sdk/client-auditmanager");
        const client = awsClient(sdk.AuditManagerClient, options);
        return [(await client.send(new sdk.GetOrganizationAdminAccountCommand({}))).adminAccountId];
    },
    "detective.amazonaws.com": async (options) => {
        const sdk = await import("@aws-sdk/client-detective");
        const client = awsClient(sdk.DetectiveClient, options);
        const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
        return (answer.Administrators ?? []).map(({ AccountId: id }) => id);
    },
    "guardduty.amazonaws.com": async (options) => {
        const sdk = await import("@aws-sdk/client-guardduty");
        const client = awsClient(sdk.GuardDutyClient, options);
        const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
        return (answer.AdminAccounts ?? []).map(({ AdminAccountId: id }) => id);
    },
    "inspector2.amazonaws.com": async (options) => {
        const sdk = await import("@aws-sdk/client-inspector2");
        const client = awsClient(sdk.Inspector2Client, options);
        const answer = await client.send(new sdk.ListDelegatedAdminAccountsCommand({}));
        return (answer.delegatedAdminAccounts ?? []).map(({ accountId: id }) => id);
    },
    "macie.amazonaws.com": async (options) => {
        const sdk = await import("@aws-sdk/client-macie2");
        const client = awsClient(sdk.Macie2Client, options);
        const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
        return (answer.adminAccounts ?? []).map(({ accountId: id }) => id);
    },
    "securityhub.amazonaws.com": async (options) => {
        const sdk = await import("@aws-sdk/client-securityhub");
        const client = awsClient(sdk.SecurityHubClient, options);
        const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
        return (answer.AdminAccounts ?? []).map(({ AccountId: id }) => id);
    },
};

/**
 * Of an account's registrations with Organizations, those that the service's own API does not know in this region, as
 * `account/service`: another region's, or one that was let go. Who may not ask hears Organizations' word alone.
 */
export async function missingDelegations(
    registered: readonly string[],
    options: ClientOptions,
): Promise<ReadonlySet<string>> {
    const missing = registered.map(async (delegation) => {
        const [account = "", service = ""] = delegation.split("/");
        const ask = regional[service];
        if (ask === undefined) return [];
        const admins = await ask(options).catch((error: unknown) =>
            isAwsError(error, "ResourceNotFound") ? [] : [account],
        );
        return admins.includes(account) ? [] : [delegation];
    });
    return new Set((await Promise.all(missing)).flat());
}
