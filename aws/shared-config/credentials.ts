import { environmentKeys, type Keys } from "../keys";
import { patientClient } from "../patient-client";
import { SharedConfigFault } from "./fault";
import { environmentProfile, profileOf, readSharedFiles } from "./files";
import { noKeys } from "./missing";
import { ofProcess } from "./process";
import { wayOf, type Origin, type Role, type Way } from "./way";

/** Keys, with their expiration if they have one. */
export interface Credentials extends Keys {
    readonly expiration?: Date;
}

/** Shortest session that AWS allows, in seconds. Go's SDK requests it unless the profile says more. */
const shortest = 900;

/**
 * The credentials that Pulumi's provider gets if the environment has no keys: of the named profile, else of AWS_PROFILE, else of this
 * machine. Throws a SharedConfigFault, or AWS's error.
 */
export async function sharedConfigCredentials(profile: string | undefined, region: string): Promise<Credentials> {
    const named = profile ?? environmentProfile();
    if (named === undefined && process.env["AWS_WEB_IDENTITY_TOKEN_FILE"]) {
        const { fromTokenFile } = await import("@aws-sdk/credential-providers");
        return fromTokenFile({ clientConfig: { region } })();
    }
    const read = readSharedFiles();
    if (named === undefined && profileOf(read, "default") === undefined) return ofMachine();
    return credentialsOf(wayOf(read, named ?? "default"), region);
}

/** Follows a way to its end: the first credentials, then each role. */
export async function credentialsOf({ origin, roles }: Way, region: string): Promise<Credentials> {
    const asks = roles.find(({ serial }) => serial !== undefined);
    if (asks !== undefined) throw new NeedsCode(asks.profile);
    let found = await originCredentials(origin, region);
    for (const role of roles) found = await assume(role, found, region);
    return found;
}

/** A role that requires an MFA code, which neither Pulumi's provider nor this can ask for. */
export class NeedsCode extends Error {
    override readonly name = "CredentialsProviderError";

    constructor(profile: string) {
        super(`Profile ${profile} requires multi-factor authentication, and nobody can be asked for a code`);
    }
}

/** The first credentials of a way, before any role. */
export async function originCredentials({ kind, profile, keys }: Origin, region: string): Promise<Credentials> {
    if (keys !== undefined) return keys;
    if (kind === "environment") {
        const found = environmentKeys();
        if (found !== undefined) return found;
        throw new SharedConfigFault(
            `profile ${profile} has credential_source = Environment, and the environment has no keys`,
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write source_profile instead",
        );
    }
    if (kind === "process") return ofProcess(profileOf(readSharedFiles(), profile)!["credential_process"]!, profile);
    const { fromContainerMetadata, fromInstanceMetadata, fromLoginCredentials, fromSSO, fromTokenFile } =
        await import("@aws-sdk/credential-providers");
    const options = { profile, ignoreCache: true, clientConfig: { region } };
    if (kind === "identity center") return fromSSO(options)();
    if (kind === "login") return fromLoginCredentials(options)();
    if (kind === "container") return fromContainerMetadata()();
    if (kind === "instance") return fromInstanceMetadata()();
    if (kind !== "web identity") return ofMachine(profile);
    const { role_arn: roleArn, ...settings } = profileOf(readSharedFiles(), profile) ?? {};
    return fromTokenFile({
        ...options,
        webIdentityTokenFile: settings["web_identity_token_file"]!,
        ...(roleArn ? { roleArn } : {}),
        ...(settings["role_session_name"] ? { roleSessionName: settings["role_session_name"] } : {}),
    })();
}

async function assume(
    { arn, sessionName, externalId, duration }: Role,
    keys: Keys,
    region: string,
): Promise<Credentials> {
    const { STSClient, AssumeRoleCommand } = await import("@aws-sdk/client-sts");
    const seconds = Number(duration);
    const { Credentials: found } = await patientClient(STSClient, { region, credentials: keys }).send(
        new AssumeRoleCommand({
            RoleArn: arn,
            RoleSessionName: sessionName ?? `org-${Date.now()}`,
            DurationSeconds: seconds >= shortest + 60 ? seconds : shortest,
            ...(externalId === undefined ? {} : { ExternalId: externalId }),
        }),
    );
    return {
        accessKeyId: found!.AccessKeyId!,
        secretAccessKey: found!.SecretAccessKey!,
        sessionToken: found!.SessionToken!,
        expiration: found!.Expiration!,
    };
}

/** Remembered if there is none, because asking takes a second. Keys from an instance expire, and are requested again. */
let isNoInstance = false;

/** Credentials of a container or an instance. */
async function ofMachine(profile?: string): Promise<Credentials> {
    const { fromContainerMetadata, fromHttp, fromInstanceMetadata } = await import("@aws-sdk/credential-providers");
    const has = (name: string): boolean => Boolean(process.env[name]);
    if (has("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")) return fromContainerMetadata()();
    if (has("AWS_CONTAINER_CREDENTIALS_FULL_URI")) return fromHttp({})();
    if (!isNoInstance && process.env["AWS_EC2_METADATA_DISABLED"]?.toLowerCase() !== "true")
        try {
            return await fromInstanceMetadata()();
        } catch {
            isNoInstance = true;
        }
    throw profile === undefined ? new NoCredentials() : noKeys(readSharedFiles(), profile);
}

/** No profile is named, and the machine has no credentials. */
class NoCredentials extends Error {
    override readonly name = "CredentialsProviderError";

    constructor() {
        super("Could not load credentials from any providers");
    }
}
