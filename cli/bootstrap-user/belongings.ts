import {
    GetAccessKeyLastUsedCommand,
    GetLoginProfileCommand,
    GetUserCommand,
    ListServiceSpecificCredentialsCommand,
    paginateListAccessKeys,
    paginateListAttachedUserPolicies,
    paginateListGroupsForUser,
    paginateListMFADevices,
    paginateListSigningCertificates,
    paginateListSSHPublicKeys,
    paginateListUserPolicies,
    type IAMClient,
    type ServiceSpecificCredentialMetadata,
} from "@aws-sdk/client-iam";
import { isAwsError } from "../../aws/error-codes";
import { idleNotedDevices } from "./device-notes";

/** An access key of the user. */
export interface AccessKey {
    readonly id: string;
    readonly isActive: boolean;
    /** "2026-11-25 by iam"; undefined if never. */
    readonly lastUsed?: string;
}

/** Everything that must be removed from a user before it can be deleted. Source: IAM API Reference, DeleteUser. */
export interface Belongings {
    readonly accessKeys: readonly AccessKey[];
    readonly hasPassword: boolean;
    /** Serial numbers of the devices that are enabled for the user. */
    readonly mfaDevices: readonly string[];
    /** Serial numbers of virtual devices that an earlier run deactivated and did not delete. */
    readonly idleDevices: readonly string[];
    readonly signingCertificates: readonly string[];
    readonly sshKeys: readonly string[];
    readonly serviceCredentials: readonly { readonly id: string; readonly service: string }[];
    readonly groups: readonly string[];
    readonly inlinePolicies: readonly string[];
    /** ARNs. */
    readonly attachedPolicies: readonly string[];
    /** ARN of the permissions boundary. */
    readonly boundary?: string;
}

/** Reads all of it from IAM; undefined: there is no such user. */
export async function belongingsOf(client: IAMClient, UserName: string): Promise<Belongings | undefined> {
    const input = { UserName };
    const boundary = await boundaryOf(client, UserName);
    if (boundary === undefined) return undefined;
    const paging = { client };
    return {
        accessKeys: await accessKeysOf(client, UserName),
        hasPassword: await hasPassword(client, UserName),
        mfaDevices: await all(paginateListMFADevices(paging, input), ({ MFADevices }) =>
            MFADevices?.map(({ SerialNumber }) => SerialNumber!),
        ),
        idleDevices: await idleNotedDevices(client, UserName),
        signingCertificates: await all(paginateListSigningCertificates(paging, input), ({ Certificates }) =>
            Certificates?.map(({ CertificateId }) => CertificateId!),
        ),
        sshKeys: await all(paginateListSSHPublicKeys(paging, input), ({ SSHPublicKeys }) =>
            SSHPublicKeys?.map(({ SSHPublicKeyId }) => SSHPublicKeyId!),
        ),
        serviceCredentials: (await serviceCredentialsOf(client, UserName)).map((credential) => ({
            id: credential.ServiceSpecificCredentialId!,
            service: credential.ServiceName!,
        })),
        groups: await all(paginateListGroupsForUser(paging, input), ({ Groups }) =>
            Groups?.map(({ GroupName }) => GroupName!),
        ),
        inlinePolicies: await all(paginateListUserPolicies(paging, input), ({ PolicyNames }) => PolicyNames),
        attachedPolicies: await all(paginateListAttachedUserPolicies(paging, input), ({ AttachedPolicies }) =>
            AttachedPolicies?.map(({ PolicyArn }) => PolicyArn!),
        ),
        ...(boundary !== "" && { boundary }),
    };
}

/** ARN of the user's permissions boundary; empty: it has none; undefined: there is no such user. */
async function boundaryOf(client: IAMClient, UserName: string): Promise<string | undefined> {
    const user = await unlessGone(client.send(new GetUserCommand({ UserName })));
    return user && (user.User?.PermissionsBoundary?.PermissionsBoundaryArn ?? "");
}

async function hasPassword(client: IAMClient, UserName: string): Promise<boolean> {
    return (await unlessGone(client.send(new GetLoginProfileCommand({ UserName })))) !== undefined;
}

async function accessKeysOf(client: IAMClient, UserName: string): Promise<readonly AccessKey[]> {
    const keys = await all(paginateListAccessKeys({ client }, { UserName }), (page) => page.AccessKeyMetadata);
    return Promise.all(
        keys.map(async ({ AccessKeyId, Status }) => {
            const used = await unlessGone(client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: AccessKeyId! })));
            const { LastUsedDate: date, ServiceName: service } = used?.AccessKeyLastUsed ?? {};
            const lastUsed = date && `${date.toISOString().slice(0, 10)} by ${service ?? "AWS"}`;
            return { id: AccessKeyId!, isActive: Status === "Active", ...(lastUsed !== undefined && { lastUsed }) };
        }),
    );
}

/** Reads page by page here: the SDK has no paginator for this call. */
async function serviceCredentialsOf(
    client: IAMClient,
    UserName: string,
): Promise<readonly ServiceSpecificCredentialMetadata[]> {
    const found: ServiceSpecificCredentialMetadata[] = [];
    let Marker: string | undefined;
    do {
        const page = await client.send(
            new ListServiceSpecificCredentialsCommand({ UserName, ...(Marker !== undefined && { Marker }) }),
        );
        found.push(...(page.ServiceSpecificCredentials ?? []));
        Marker = page.IsTruncated === true ? page.Marker : undefined;
    } while (Marker !== undefined);
    return found;
}

async function all<Page, Item>(
    pages: AsyncIterable<Page>,
    itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
    const items: Item[] = [];
    for await (const page of pages) items.push(...(itemsOf(page) ?? []));
    return items;
}

async function unlessGone<Response>(response: Promise<Response>): Promise<Response | undefined> {
    try {
        return await response;
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}
