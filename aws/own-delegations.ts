/** Who administers a service by the service's own API, which keeps one administrator for each region. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/** The part of a service's API that is about its administrator. */
interface Administration {
    /** Ids of the accounts that administer it in the client's region. Absent: Organizations tells. */
    readonly ask?: (options: ClientOptions) => Promise<readonly (string | undefined)[]>;
    readonly register: (accountId: string, options: ClientOptions) => Promise<unknown>;
}

const administrations: Readonly<Record<string, Administration>> = {
    "auditmanager.amazonaws.com": {
        ask: async (options) => {
            const sdk = await import("@aws-sdk/client-auditmanager");
            const client = awsClient(sdk.AuditManagerClient, options);
            return [(await client.send(new sdk.GetOrganizationAdminAccountCommand({}))).adminAccountId];
        },
        register: async (adminAccountId, options) => {
            const sdk = await import("@aws-sdk/client-auditmanager");
            const client = awsClient(sdk.AuditManagerClient, options);
            return client.send(new sdk.RegisterOrganizationAdminAccountCommand({ adminAccountId }));
        },
    },
    "detective.amazonaws.com": {
        ask: async (options) => {
            const sdk = await import("@aws-sdk/client-detective");
            const client = awsClient(sdk.DetectiveClient, options);
            const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
            return (answer.Administrators ?? []).map(({ AccountId: id }) => id);
        },
        register: async (AccountId, options) => {
            const sdk = await import("@aws-sdk/client-detective");
            const client = awsClient(sdk.DetectiveClient, options);
            return client.send(new sdk.EnableOrganizationAdminAccountCommand({ AccountId }));
        },
    },
    "guardduty.amazonaws.com": {
        ask: async (options) => {
            const sdk = await import("@aws-sdk/client-guardduty");
            const client = awsClient(sdk.GuardDutyClient, options);
            const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
            return (answer.AdminAccounts ?? []).map(({ AdminAccountId: id }) => id);
        },
        register: async (AdminAccountId, options) => {
            const sdk = await import("@aws-sdk/client-guardduty");
            const client = awsClient(sdk.GuardDutyClient, options);
            return client.send(new sdk.EnableOrganizationAdminAccountCommand({ AdminAccountId }));
        },
    },
    "inspector2.amazonaws.com": {
        ask: async (options) => {
            const sdk = await import("@aws-sdk/client-inspector2");
            const client = awsClient(sdk.Inspector2Client, options);
            const answer = await client.send(new sdk.ListDelegatedAdminAccountsCommand({}));
            return (answer.delegatedAdminAccounts ?? []).map(({ accountId: id }) => id);
        },
        register: async (delegatedAdminAccountId, options) => {
            const sdk = await import("@aws-sdk/client-inspector2");
            const client = awsClient(sdk.Inspector2Client, options);
            return client.send(new sdk.EnableDelegatedAdminAccountCommand({ delegatedAdminAccountId }));
        },
    },
    "ipam.amazonaws.com": {
        register: async (DelegatedAdminAccountId, options) => {
            const sdk = await import("@aws-sdk/client-ec2");
            const client = awsClient(sdk.EC2Client, options);
            return client.send(new sdk.EnableIpamOrganizationAdminAccountCommand({ DelegatedAdminAccountId }));
        },
    },
    "macie.amazonaws.com": {
        ask: async (options) => {
            const sdk = await import("@aws-sdk/client-macie2");
            const client = awsClient(sdk.Macie2Client, options);
            const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
            return (answer.adminAccounts ?? []).map(({ accountId: id }) => id);
        },
        register: async (adminAccountId, options) => {
            const sdk = await import("@aws-sdk/client-macie2");
            const client = awsClient(sdk.Macie2Client, options);
            return client.send(new sdk.EnableOrganizationAdminAccountCommand({ adminAccountId }));
        },
    },
    "securityhub.amazonaws.com": {
        ask: async (options) => {
            const sdk = await import("@aws-sdk/client-securityhub");
            const client = awsClient(sdk.SecurityHubClient, options);
            const answer = await client.send(new sdk.ListOrganizationAdminAccountsCommand({}));
            return (answer.AdminAccounts ?? []).map(({ AccountId: id }) => id);
        },
        register: async (AdminAccountId, options) => {
            const sdk = await import("@aws-sdk/client-securityhub");
            const client = awsClient(sdk.SecurityHubClient, options);
            return client.send(new sdk.EnableOrganizationAdminAccountCommand({ AdminAccountId }));
        },
    },
};

/** How a delegation is written here: `account/service`, and `@region` behind it for one that is of another region than the home one. */
export function delegationPlace(accountId: string, service: string, region?: string): string {
    return `${accountId}/${service}${region === undefined ? "" : `@${region}`}`;
}

/**
 * Whether the service tells of its administrators itself: CloudTrail, Firewall Manager and IPAM have one for all regions, and it is the one
 * that Organizations tells of.
 */
export function keepsItself(service: string): boolean {
    return administrations[service]?.ask !== undefined;
}

/** Registers the administrator by the service's own API in the client's region; undefined where it has none that is known here. */
export function ownRegistration(service: string): Administration["register"] | undefined {
    return administrations[service]?.register;
}

/** What services say of delegations. Those that they know, and those of services that cannot be asked, are in neither set. */
export interface DelegationAnswers {
    /** Not there: another account has it, or nobody. */
    readonly missing: ReadonlySet<string>;
    /** The service refuses the question (`isRefusal`). */
    readonly unknown: ReadonlySet<string>;
}

/**
 * By these a service refuses the question, which has nothing in it that could be wrong: it is not set up in the region, or the caller may not
 * ask. Source: the errors of each operation's API page, and the Common errors.
 */
const refusals = [
    "AccessDenied",
    "BadRequest",
    "InvalidAccess",
    "NotAuthorized",
    "OptInRequired",
    "SubscriptionRequired",
    "Validation",
] as const;

/** What a region says to everybody where the account has not switched it on; from the home region it is dead credentials. */
const unknownCaller = ["AuthFailure", "InvalidClientTokenId", "UnrecognizedClient"] as const;

/**
 * Whether an error is a refusal, for which a region can be left out: all else says nothing of it, and passes or is the user's to mend. A service that
 * has no address in another region is not there; without a network the home region's question ends the run.
 */
function isRefusal(error: unknown, isHome: boolean): boolean {
    if (isAwsError(error, ...refusals)) return true;
    return !isHome && (isAwsError(error, ...unknownCaller) || (error as NodeJS.ErrnoException).code === "ENOTFOUND");
}

/**
 * Asks for delegations, as `account/service` in the client's region or `account/service@region`, by each service's own API. Throws AWS's
 * error where it is no refusal: throttling, the network, a session that has ended.
 */
export async function askDelegations(places: readonly string[], options: ClientOptions): Promise<DelegationAnswers> {
    const missing = new Set<string>();
    const unknown = new Set<string>();
    const asked = places.map(async (delegation) => {
        const [account = "", service = "", region = options.region] = delegation.split(/[/@]/u);
        try {
            const admins = await administrations[service]?.ask?.({ ...options, region });
            if (admins?.includes(account) === false) missing.add(delegation);
        } catch (error) {
            if (isAwsError(error, "ResourceNotFound")) missing.add(delegation);
            else if (isRefusal(error, region === options.region)) unknown.add(delegation);
            else throw error;
        }
    });
    await Promise.all(asked);
    return { missing, unknown };
}

/** Of delegations those that are known to be missing. One that cannot be asked for is not among them: in the home region Organizations tells. Throws as `askDelegations`. */
export async function missingDelegations(
    places: readonly string[],
    options: ClientOptions,
): Promise<ReadonlySet<string>> {
    return (await askDelegations(places, options)).missing;
}
