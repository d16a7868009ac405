/** The IAM users of an account, each with all of its credentials. */
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

/** A user with its credentials. */
export interface IamUser extends Omit<ReportedUser, "hasMfa"> {
    readonly made: Date;
    /** Serial numbers of MFA devices. */
    readonly devices: readonly string[];
    /** Number of SSH public keys. */
    readonly sshKeys: number;
    /** Services that the user has service-specific credentials for, such as `codecommit.amazonaws.com`. */
    readonly serviceCredentials: readonly string[];
}

/** The users of an account. */
export interface IamUsers {
    readonly users: readonly IamUser[];
    /** When IAM created the report that ages and last uses come from; undefined if each user was read separately. */
    readonly reported?: Date;
}

/** How many users are read at a time. */
const atOnce = 4;

/**
 * Reads the users: the list and the credential report for all of them, then for each user what the report lacks. Users that are not in the
 * report, or all of them without one, are read one by one.
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

/** The SDK has no paginator for this call, and a user has at most four. */
async function serviceCredentialsOf(client: IAMClient, UserName: string): Promise<readonly string[]> {
    try {
        const found = await client.send(new ListServiceSpecificCredentialsCommand({ UserName }));
        return (found.ServiceSpecificCredentials ?? []).map(({ ServiceName }) => ServiceName!);
    } catch (error) {
        // A partition without these services refuses the call.
        if (isAwsError(error, "NotSupportedService", "NoSuchEntity")) return [];
        throw error;
    }
}
