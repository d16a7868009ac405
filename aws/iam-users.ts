/** The IAM users of an account, each with all that one can come in by. */
import {
    GetAccessKeyLastUsedCommand,
    GetLoginProfileCommand,
    ListServiceSpecificCredentialsCommand,
    paginateListAccessKeys,
    paginateListMFADevices,
    paginateListSigningCertificates,
    paginateListSSHPublicKeys,
    paginateListUsers,
    type IAMClient,
    type User,
} from "@aws-sdk/client-iam";
import { bounded } from "./bounded";
import { credentialReport, type ReportedUser } from "./credential-report";
import { isAwsError, noneAt } from "./error-codes";
import { collect } from "./snapshot";

/** A user, and what there is to come in by. */
export interface IamUser extends Omit<ReportedUser, "hasMfa"> {
    readonly made: Date;
    /** Serial numbers of MFA devices. */
    readonly devices: readonly string[];
    /** How many SSH public keys. */
    readonly sshKeys: number;
    /** Services that the user has a password or a key of its own for: `codecommit.amazonaws.com`. */
    readonly serviceCredentials: readonly string[];
}

/** The users of an account. */
export interface IamUsers {
    readonly users: readonly IamUser[];
    /** When IAM made the report that ages and last uses are from; absent where each user was asked for. */
    readonly reported?: Date;
}

/** How many users are asked for at a time. */
const atOnce = 4;

/**
 * Reads them: the list and the credential report for all, then of each user what the report does not have. Whom the report does not know, or all
 * where it may not be made, are asked for one by one.
 */
export async function iamUsers(client: IAMClient): Promise<IamUsers> {
    const [listed, report] = await Promise.all([
        collect(paginateListUsers({ client }, {}), (page) => page.Users),
        credentialReport(client).catch(noneAt("AccessDenied")),
    ]);
    const reported = new Map(report?.users.map((user) => [user.name, user]));
    const users = await bounded(listed, atOnce, async (user) => {
        const name = user.UserName!;
        const known = reported.get(name) ?? (await askedFor(client, user));
        const [devices, sshKeys, serviceCredentials] = await Promise.all([
            collect(paginateListMFADevices({ client }, { UserName: name }), (page) => page.MFADevices),
            collect(paginateListSSHPublicKeys({ client }, { UserName: name }), (page) => page.SSHPublicKeys),
            serviceCredentialsOf(client, name),
        ]);
        return {
            name,
            made: user.CreateDate!,
            ...(known.password !== undefined && { password: known.password }),
            devices: devices.map(({ SerialNumber }) => SerialNumber!),
            keys: known.keys,
            certificates: known.certificates,
            sshKeys: sshKeys.length,
            serviceCredentials,
        };
    });
    return { users, ...(report !== undefined && { reported: report.made }) };
}

async function askedFor(
    client: IAMClient,
    { UserName: name = "", PasswordLastUsed: lastUsed }: User,
): Promise<Pick<ReportedUser, "password" | "keys" | "certificates">> {
    const UserName = name;
    const login = await client.send(new GetLoginProfileCommand({ UserName })).catch(noneAt("NoSuchEntity"));
    const keys = await collect(paginateListAccessKeys({ client }, { UserName }), (page) => page.AccessKeyMetadata);
    const certificates = await collect(
        paginateListSigningCertificates({ client }, { UserName }),
        (page) => page.Certificates,
    );
    const changed = login?.LoginProfile?.CreateDate;
    return {
        ...(login !== undefined && {
            password: { ...(changed !== undefined && { changed }), ...(lastUsed !== undefined && { lastUsed }) },
        }),
        keys: await Promise.all(
            keys.map(async ({ AccessKeyId, Status, CreateDate: made }) => {
                const found = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: AccessKeyId! }));
                const { LastUsedDate: used, ServiceName: service = "N/A" } = found.AccessKeyLastUsed ?? {};
                return {
                    isActive: Status === "Active",
                    ...(made !== undefined && { made }),
                    ...(used !== undefined && { lastUsed: used }),
                    ...(service !== "N/A" && { service }),
                };
            }),
        ),
        certificates: certificates.filter(({ Status }) => Status === "Active").length,
    };
}

/** The SDK has no paginator for this one, and a user four at most. */
async function serviceCredentialsOf(client: IAMClient, UserName: string): Promise<readonly string[]> {
    try {
        const found = await client.send(new ListServiceSpecificCredentialsCommand({ UserName }));
        return (found.ServiceSpecificCredentials ?? []).map(({ ServiceName }) => ServiceName!);
    } catch (error) {
        // A partition that has none of these services refuses the call.
        if (isAwsError(error, "NotSupportedService", "NoSuchEntity")) return [];
        throw error;
    }
}
