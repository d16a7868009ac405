import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

/** What the key says of itself; a key has no name by which it could be found. */
export const stateKeyDescription = "Pulumi state of the organization, and the secrets in it";

export interface StateBackendArgs {
    /** Bucket name, 3–63 characters, unique over all of AWS. */
    readonly bucketName: string;
    /** Key alias, `alias/…`. */
    readonly keyAlias: string;
    /** 12-digit id of the account that holds them. */
    readonly accountId: string;
    /** AWS partition, `aws` outside China and GovCloud. */
    readonly partition: string;
    /** Days that overwritten state is kept. */
    readonly noncurrentDays: number;
}

/** Where Pulumi keeps the state of all stacks: an encrypted, versioned bucket, and the key for it and for secrets in it. */
export class StateBackend extends pulumi.ComponentResource {
    public readonly bucketName: pulumi.Output<string>;
    /** `alias/…`, for `--secrets-provider awskms://<alias>`. */
    public readonly keyAlias: pulumi.Output<string>;
    public readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: StateBackendArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:state:StateBackend", name, {}, opts);
        // Without the key no secret of any stack can be read again, and without the bucket no stack knows what it has.
        const irreversible = { parent: this, protect: true, retainOnDelete: true };
        const key = new aws.kms.Key(
            `${name}-key`,
            {
                description: stateKeyDescription,
                enableKeyRotation: true,
                deletionWindowInDays: 30,
                policy: JSON.stringify(keyPolicy(args)),
            },
            {
                ...irreversible,
                // AWS tells neither of a key, so one that is taken in would differ for good.
                ignoreChanges: ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays"],
            },
        );
        const alias = new aws.kms.Alias(`${name}-alias`, { name: args.keyAlias, targetKeyId: key.id }, irreversible);
        const bucket = new aws.s3.Bucket(
            `${name}-bucket`,
            { bucket: args.bucketName, forceDestroy: false },
            irreversible,
        );
        this.hardenBucket(name, bucket, key, args);
        this.bucketName = bucket.bucket;
        this.keyAlias = alias.name;
        this.keyArn = key.arn;
        this.registerOutputs({ bucketName: this.bucketName, keyAlias: this.keyAlias, keyArn: this.keyArn });
    }

    private hardenBucket(name: string, bucket: aws.s3.Bucket, key: aws.kms.Key, args: StateBackendArgs): void {
        const child = { parent: this };
        const versioning = new aws.s3.BucketVersioning(
            `${name}-versioning`,
            { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
            { ...child, protect: true, retainOnDelete: true },
        );
        new aws.s3.BucketServerSideEncryptionConfiguration(
            `${name}-encryption`,
            {
                bucket: bucket.id,
                rules: [
                    {
                        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
                        bucketKeyEnabled: true,
                    },
                ],
            },
            child,
        );
        const publicAccess = new aws.s3.BucketPublicAccessBlock(
            `${name}-public-access`,
            {
                bucket: bucket.id,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
            child,
        );
        new aws.s3.BucketOwnershipControls(
            `${name}-ownership`,
            { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
            child,
        );
        new aws.s3.BucketLifecycleConfiguration(
            `${name}-lifecycle`,
            {
                bucket: bucket.id,
                rules: [
                    {
                        id: "expire-overwritten-state",
                        status: "Enabled",
                        filter: {},
                        noncurrentVersionExpiration: { noncurrentDays: args.noncurrentDays },
                        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                    },
                ],
            },
            { ...child, dependsOn: versioning },
        );
        new aws.s3.BucketPolicy(
            `${name}-policy`,
            { bucket: bucket.id, policy: JSON.stringify(tlsOnly(args)) },
            // The two race otherwise, and S3 answers OperationAborted.
            { ...child, dependsOn: publicAccess },
        );
    }
}

/** Refuses plain HTTP, for the bucket and for its objects. */
export function tlsOnly({
    bucketName,
    partition,
}: Pick<StateBackendArgs, "bucketName" | "partition">): aws.iam.PolicyDocument {
    const bucket = `arn:${partition}:s3:::${bucketName}`;
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "TlsOnly",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: [bucket, `${bucket}/*`],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
        ],
    };
}

/** The account's own IAM policies decide: the statement without which AWS refuses the key as one that nobody could manage. */
export function keyPolicy({
    accountId,
    partition,
}: Pick<StateBackendArgs, "accountId" | "partition">): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Account",
                Effect: "Allow",
                Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
                Action: "kms:*",
                Resource: "*",
            },
        ],
    };
}
