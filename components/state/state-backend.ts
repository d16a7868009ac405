import * as pulumi from "@pulumi/pulumi";
import { stateKeyDescription } from "../../config/names";
import * as aws from "../aws";
import { hardenBucket, tlsOnly } from "../encrypted/bucket";
import { accountDecides, encryptionKey } from "../encrypted/key";

export interface StateBackendArgs {
    /** Bucket name, 3–63 characters, unique over all of AWS. */
    readonly bucketName: string;
    /**
     * Namespace in which the bucket's name is unique. Default: not set, for a provider that does not know the property.
     */
    readonly bucketNamespace?: "account-regional" | "global";
    /** Key alias, `alias/…`. */
    readonly keyAlias: string;
    /** 12-digit id of the account that holds them. */
    readonly accountId: string;
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** Days that overwritten state is kept. */
    readonly noncurrentDays: number;
    /**
     * Settings, in words, that are on in the state and off at AWS: the engine then counts a change of this component.
     */
    readonly offAtAws?: readonly string[];
}

/**
 * Where Pulumi keeps the state of all stacks: an encrypted, versioned bucket, and the KMS key for it and for its
 * secrets.
 */
export class StateBackend extends pulumi.ComponentResource {
    public readonly bucketName: pulumi.Output<string>;
    /** `alias/…`, for `--secrets-provider awskms://<alias>`. */
    public readonly keyAlias: pulumi.Output<string>;
    public readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: StateBackendArgs, opts?: pulumi.ComponentResourceOptions) {
        const { offAtAws = [] } = args;
        super(
            "aws-organization:state:StateBackend",
            name,
            offAtAws.length === 0 ? {} : { offAtAws: [...offAtAws] },
            opts,
        );
        const { key, alias } = encryptionKey(
            name,
            { description: stateKeyDescription, alias: args.keyAlias, policy: keyPolicy(args) },
            this,
        );
        const bucket = new aws.s3.Bucket(
            `${name}-bucket`,
            {
                bucket: args.bucketName,
                forceDestroy: false,
                ...(args.bucketNamespace === undefined ? {} : { bucketNamespace: args.bucketNamespace }),
            },
            // Without it no stack knows its resources.
            { parent: this, protect: true, retainOnDelete: true },
        );
        const { versioning, publicAccess } = hardenBucket(
            name,
            { bucket: bucket.id, keyArn: key.arn },
            { parent: this },
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
            { parent: this, dependsOn: versioning },
        );
        const bucketArn = `arn:${args.partition}:s3:::${args.bucketName}`;
        new aws.s3.BucketPolicy(
            `${name}-policy`,
            { bucket: bucket.id, policy: JSON.stringify({ Version: "2012-10-17", Statement: [tlsOnly(bucketArn)] }) },
            // S3 returns OperationAborted if both are written at the same time.
            { parent: this, dependsOn: publicAccess },
        );
        this.bucketName = bucket.bucket;
        this.keyAlias = alias.name;
        this.keyArn = key.arn;
        this.registerOutputs({ bucketName: this.bucketName, keyAlias: this.keyAlias, keyArn: this.keyArn });
    }
}

/** The key's policy: the account's IAM policies decide. */
export function keyPolicy(args: Pick<StateBackendArgs, "accountId" | "partition">): aws.iam.PolicyDocument {
    return { Version: "2012-10-17", Statement: [accountDecides(args)] };
}
