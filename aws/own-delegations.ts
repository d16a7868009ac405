/** Delegated administrators by the services' own APIs, which keep one administrator for each region. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/** The part of a service's API for its administrator. */
interface Administration {
    /** Returns the 12-digit ids of the accounts that administer it in the client's region. Absent: Organizations has them. */
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

/** The text for a delegation: `account/service`, with `@region` at the end if it is in another region than the home region. */
export function delegationPlace(accountId: string, service: string, region?: string): string {
    return `${accountId}/${service}${region === undefined ? "" : `@${region}`}`;
}

/**
 * Whether the service's own API lists its administrators. CloudTrail, Firewall Manager and IPAM have one for all regions, which
 * Organizations lists.
 */
export function keepsItself(service: string): boolean {
    return administrations[service]?.ask !== undefined;
}

/** A function that registers the administrator in the client's region by the service's own API; undefined if no such API is known here. */
export function ownRegistration(service: string): Administration["register"] | undefined {
    return administrations[service]?.register;
}

/** What services say about delegations. Confirmed ones, and those of services that cannot be asked, are in neither set. */
export interface DelegationAnswers {
    /** Another account is the administrator, or none. */
    readonly missing: ReadonlySet<string>;
    /** The service refuses the call (`isRefusal`). */
    readonly unknown: ReadonlySet<string>;
}

/**
 * Errors with which a service refuses a call that has no arguments that could be wrong: it is not set up in the region, or the caller has
 * no permission. Source: the errors of each operation's API page, and the Common errors.
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

/** The response of a region that the account has not enabled. From the home region it means invalid credentials. */
const unknownCaller = ["AuthFailure", "InvalidClientTokenId", "UnrecognizedClient"] as const;

/**
 * Whether an error is a refusal, after which the region can be skipped: all other errors say nothing about the region, and either pass or
 * must be fixed by the user. A service without an address in another region does not exist there; without a network, the home region's call
 * ends the run.
 */
function isRefusal(error: unknown, isHome: boolean): boolean {
    if (isAwsError(error, ...refusals)) return true;
    return !isHome && (isAwsError(error, ...unknownCaller) || (error as NodeJS.ErrnoException).code === "ENOTFOUND");
}

/**
 * Checks delegations, given as `account/service` in the client's region or `account/service@region`, by each service's own API. Throws
 * AWS's error if it is not a refusal: throttling, the network, an expired session.
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

/**
 * The delegations that are known to be missing. One that cannot be checked is not among them: in the home region Organizations knows it.
 * Throws as `askDelegations`.
 */
export async function missingDelegations(
    places: readonly string[],
    options: ClientOptions,
): Promise<ReadonlySet<string>> {
    return (await askDelegations(places, options)).missing;
}
