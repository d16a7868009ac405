/** What Macie has in an account, in one region each. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError, saysAwsError } from "./error-codes";
import type { Properties } from "./identity-center-things";
import { regionalId } from "./regional-id";
import { collect } from "./snapshot";

export interface MacieThere {
    /** Whether new accounts become members by themselves. */
    readonly auto: boolean;
    /** Ids of the accounts that are members. */
    readonly members: ReadonlySet<string>;
}

/** Asks as the administrator, in the client's region; nothing is there where Macie is off. Throws AWS's error. */
export async function macieThere(options: ClientOptions): Promise<MacieThere> {
    const sdk = await import("@aws-sdk/client-macie2");
    const client = awsClient(sdk.Macie2Client, options);
    try {
        const { autoEnable } = await client.send(new sdk.DescribeOrganizationConfigurationCommand({}));
        const members = await collect(sdk.paginateListMembers({ client }, {}), (page) => page.members);
        return { auto: autoEnable === true, members: new Set(members.flatMap(({ accountId }) => accountId ?? [])) };
    } catch (error) {
        if (isOff(error)) return { auto: false, members: new Set() };
        throw error;
    }
}

/** The import id of the account's Macie in a region, which is the account's id. */
export async function findMacie(options: ClientOptions, { region }: Properties): Promise<string | undefined> {
    const sdk = await import("@aws-sdk/client-macie2");
    const client = awsClient(sdk.Macie2Client, { ...options, region: region as string });
    try {
        const { serviceRole } = await client.send(new sdk.GetMacieSessionCommand({}));
        const accountId = serviceRole?.split(":")[4];
        return accountId === undefined ? undefined : regionalId(accountId, region as string, options);
    } catch (error) {
        if (isOff(error)) return undefined;
        throw error;
    }
}

/** By these Macie says that it is not on. Its AccessDenied has other words where the caller may not ask. */
function isOff(error: unknown): boolean {
    return isAwsError(error, "ResourceNotFound") || saysAwsError(error, "AccessDenied", "Macie is not enabled");
}
