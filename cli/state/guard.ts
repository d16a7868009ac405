import { bucketSituation } from "../../aws/bucket";
import { awsClient } from "../../aws/clients";
import { whoAmI } from "../../aws/caller";
import type { ManagementConfig } from "../../config";
import { CliError } from "../common/ui";
import type { StateHome } from "./backend";

/** Which parts of the state's home exist in AWS. */
export interface HomeFound {
    readonly bucket: boolean;
    /** The key's id; undefined: there is no key with the alias. */
    readonly keyId: string | undefined;
}

/**
 * Checks that the credentials are the management account's, and not its root user's. Writes nothing.
 *
 * @throws CliError
 */
export async function mustBeManagement(config: ManagementConfig, region: string): Promise<void> {
    const { accountId, kind, source } = await whoAmI({ region });
    const { short } = config.company;
    if (accountId !== config.management.id)
        throw new CliError(
            `the credentials (${source}) are of account ${accountId}; the management account is ${config.management.id}`,
            `export AWS_PROFILE=${short}-bootstrap or ${short}-root-oaar, and unset AWS_ACCESS_KEY_ID if it is set`,
        );
    if (kind === "root user")
        throw new CliError(
            `the credentials (${source}) are the root user's`,
            `use the bootstrap user's (docs/day-0.md): export AWS_PROFILE=${short}-bootstrap`,
        );
}

/**
 * Looks for the bucket and the key in AWS.
 *
 * @throws CliError where the bucket is another account's, so that no state is ever written there; or is closed to these credentials, or in
 * another region; or where the key is not enabled
 */
export async function findHome(config: ManagementConfig, { bucket, alias, region }: StateHome): Promise<HomeFound> {
    const another = "choose another in Pulumi.management.yaml: state: { bucket: <name> }";
    const situation = await bucketSituation(bucket, config.management.id, region);
    if (situation.kind === "theirs")
        throw new CliError(
            `the bucket name ${bucket} is taken: it belongs to another AWS account`,
            "in Pulumi.management.yaml take a name that nobody else can have: state: { namespace: account-regional }",
        );
    if (situation.kind === "closed")
        throw new CliError(
            `the bucket ${bucket} is this account's, and these credentials may not see into it`,
            "use an administrator's profile, or mend the bucket's policy",
        );
    if (situation.kind === "ours" && situation.region !== region)
        throw new CliError(
            `the bucket ${bucket} is in ${situation.region}; aws:region is ${region}`,
            `write aws:region: ${situation.region}, or ${another}`,
        );
    return { bucket: situation.kind === "ours", keyId: await findKey(alias, region) };
}

/**
 * Same as `findHome`, but both must exist.
 *
 * @param cure how they are made
 * @throws CliError where one of them is missing
 */
export async function mustHaveHome(config: ManagementConfig, home: StateHome, cure: string): Promise<void> {
    const { bucket, keyId } = await findHome(config, home);
    const missing = [
        ...(bucket ? [] : [`bucket ${home.bucket}`]),
        ...(keyId === undefined ? [`key ${home.alias}`] : []),
    ];
    if (missing.length > 0) throw new CliError(`there is no ${missing.join(" and no ")} yet`, cure);
}

async function findKey(alias: string, region: string): Promise<string | undefined> {
    const { DescribeKeyCommand, KMSClient } = await import("@aws-sdk/client-kms");
    try {
        const { KeyMetadata: key } = await awsClient(KMSClient, { region }).send(
            new DescribeKeyCommand({ KeyId: alias }),
        );
        if (key?.KeyState === "Enabled") return key.KeyId;
        throw new CliError(
            `the key ${alias} cannot be used: it is ${key?.KeyState ?? "in no known state"}`,
            `in the console (KMS → ${alias}): cancel its deletion, or enable it`,
        );
    } catch (error) {
        if ((error as Error).name === "NotFoundException") return undefined;
        throw error;
    }
}
