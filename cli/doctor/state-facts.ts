/** Reads the facts about the state's bucket and key. Writes nothing. */
import type { S3Client } from "@aws-sdk/client-s3";
import { twinKeys } from "../../aws/twin-keys";
import { stateKeyDescription } from "../../config/names";
import { isAwsError } from "../../aws/error-codes";
import type { Caller } from "../../aws/caller";
import type { DoctorContext } from "./context";

export interface BucketFacts {
    readonly name: string;
    readonly reach: "listed" | "missing" | "refused";
    /** `Enabled`, `Suspended`, or undefined: never enabled. */
    readonly versioning?: string | undefined;
    /** Algorithm of the default encryption: `aws:kms`; undefined: none. */
    readonly algorithm?: string | undefined;
    readonly isPublicBlocked?: boolean;
    /** Result of IAM's policy simulator; undefined where it may not be called. */
    readonly mayWrite?: boolean | undefined;
}

export async function bucketFacts(context: DoctorContext): Promise<BucketFacts> {
    const { state, management } = context.config();
    const caller = await context.managementCaller();
    const s3 = await import("@aws-sdk/client-s3");
    const client = context.client(s3.S3Client);
    const name = state.bucket;
    // If another account has a bucket of this name, S3 refuses the request and does not read that one.
    const input = { Bucket: name, ExpectedBucketOwner: management.id };
    const reach = await client.send(new s3.ListObjectsV2Command({ ...input, MaxKeys: 1 })).then(
        () => "listed" as const,
        (error: unknown) => {
            if (isMissing(error)) return "missing" as const;
            if (isRefused(error)) return "refused" as const;
            throw error;
        },
    );
    if (reach !== "listed") return { name, reach };
    const [versioning, algorithm, isPublicBlocked, mayWrite] = await Promise.all([
        client.send(new s3.GetBucketVersioningCommand(input)).then(({ Status }) => Status),
        algorithmOf(client, input),
        client
            .send(new s3.GetPublicAccessBlockCommand(input))
            .then(
                ({ PublicAccessBlockConfiguration: block }) =>
                    block?.BlockPublicAcls === true &&
                    block.BlockPublicPolicy === true &&
                    block.IgnorePublicAcls === true &&
                    block.RestrictPublicBuckets === true,
                notFound("NoSuchPublicAccessBlockConfiguration", false),
            ),
        mayWriteTo(context, caller, name),
    ]);
    return { name, reach, versioning, algorithm, isPublicBlocked, mayWrite };
}

async function algorithmOf(
    client: S3Client,
    input: { readonly Bucket: string; readonly ExpectedBucketOwner: string },
): Promise<string | undefined> {
    const { GetBucketEncryptionCommand } = await import("@aws-sdk/client-s3");
    return client
        .send(new GetBucketEncryptionCommand(input))
        .then(
            ({ ServerSideEncryptionConfiguration: rules }) =>
                rules?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
            notFound("ServerSideEncryptionConfigurationNotFoundError", undefined),
        );
}

/**
 * Whether the caller may write state, by IAM's policy simulator. It sees the caller's own policies only: no bucket policy, session policy
 * or organization policy.
 */
async function mayWriteTo(context: DoctorContext, caller: Caller, bucket: string): Promise<boolean | undefined> {
    const partition = caller.arn.split(":")[1]!;
    const source =
        caller.kind === "role session" ? `arn:${partition}:iam::${caller.accountId}:role/${caller.name}` : caller.arn;
    const { IAMClient, SimulatePrincipalPolicyCommand } = await import("@aws-sdk/client-iam");
    return context
        .client(IAMClient)
        .send(
            new SimulatePrincipalPolicyCommand({
                PolicySourceArn: source,
                ActionNames: ["s3:PutObject", "s3:DeleteObject"],
                ResourceArns: [`arn:${partition}:s3:::${bucket}/.pulumi/meta.yaml`],
            }),
        )
        .then(
            ({ EvaluationResults = [] }) =>
                EvaluationResults.length > 0 &&
                EvaluationResults.every(({ EvalDecision }) => EvalDecision === "allowed"),
            () => undefined,
        );
}

export interface KeyFacts {
    readonly alias: string;
    readonly region: string;
    /** KeyState; undefined: there is no such key. */
    readonly state: string | undefined;
    /** Undefined where it may not be read. */
    readonly rotates?: boolean | undefined;
    readonly mayEncrypt?: boolean;
    /** Ids of other keys with the same description; undefined where they may not be listed. */
    readonly twins?: readonly string[] | undefined;
}

export async function keyFacts(context: DoctorContext): Promise<KeyFacts> {
    const { alias } = context.config().state;
    await context.managementCaller();
    const kms = await import("@aws-sdk/client-kms");
    const client = context.client(kms.KMSClient);
    const facts = { alias, region: context.region };
    const described = await client.send(new kms.DescribeKeyCommand({ KeyId: alias })).catch((error: unknown) => {
        if (isAwsError(error, "NotFound")) return undefined;
        throw error;
    });
    const state = described?.KeyMetadata?.KeyState;
    if (state !== "Enabled") return { ...facts, state };
    const [rotates, mayEncrypt, twins] = await Promise.all([
        client.send(new kms.GetKeyRotationStatusCommand({ KeyId: described!.KeyMetadata!.KeyId! })).then(
            ({ KeyRotationEnabled }) => KeyRotationEnabled,
            () => undefined,
        ),
        // Creates an encrypted data key, which is not kept.
        client
            .send(new kms.GenerateDataKeyWithoutPlaintextCommand({ KeyId: alias, KeySpec: "AES_256" }))
            .then(() => true, notFound("AccessDenied", false)),
        twinKeys(client, stateKeyDescription, described!.KeyMetadata!.KeyId!).catch(
            notFound("AccessDenied", undefined),
        ),
    ]);
    return { ...facts, state, rotates, mayEncrypt, twins };
}

/** Turns an error with this code into a result. */
function notFound<T>(code: string, answer: T): (error: unknown) => T {
    return (error) => {
        if (isAwsError(error, code)) return answer;
        throw error;
    };
}

/** Responses to HEAD requests have no body, so the status decides. */
export function isMissing(error: unknown): boolean {
    return isAwsError(error, "NotFound", "NoSuchBucket") || statusOf(error) === 404;
}

export function isRefused(error: unknown): boolean {
    return isAwsError(error, "AccessDenied", "Forbidden") || statusOf(error) === 403;
}

function statusOf(error: unknown): number | undefined {
    return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
