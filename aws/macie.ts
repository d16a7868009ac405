/** Macie in an account, one region at a time. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError, saysAwsError } from "./error-codes";
import type { Properties } from "./identity-center-things";
import { regionalId } from "./regional-id";
import { collect } from "./snapshot";

export interface MacieThere {
    /** Whether new accounts become members automatically. */
    readonly auto: boolean;
    /** 12-digit ids of the member accounts. */
    readonly members: ReadonlySet<string>;
}

/** Reads as the administrator, in the client's region. Empty if Macie is off. Throws AWS's error. */
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

/** The import id of the account's Macie in a region: the account's id. */
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

/** Macie's errors if it is off. Its AccessDenied has other words if the caller lacks permission. */
function isOff(error: unknown): boolean {
    return isAwsError(error, "ResourceNotFound") || saysAwsError(error, "AccessDenied", "Macie is not enabled");
}
