import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { hardenBucket, tlsOnly } from "../encrypted/bucket";

export interface AccessLogsArgs {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** 12-digit id of the account that holds both buckets. */
    readonly accountId: string;
    /** Name of the bucket whose requests are logged. */
    readonly logged: string;
    /** Name of the bucket that the logs go to. */
    readonly bucketName: string;
    /** Days that the logs are kept. */
    readonly retentionDays: number;
}

/**
 * S3's log of each request to a bucket, in another bucket. That one is encrypted by S3's own keys and has no object
 * lock, because S3 delivers logs to no other kind (S3 user guide, "Logging requests with server access logging").
 */
export class AccessLogs extends pulumi.ComponentResource {
    constructor(name: string, args: AccessLogsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:AccessLogs", name, {}, opts);
        const { bucketName, retentionDays } = args;
        const irreversible = { parent: this, protect: true, retainOnDelete: true };
        const bucket = new aws.s3.Bucket(`${name}-bucket`, { bucket: bucketName, forceDestroy: false }, irreversible);
        // By its name, with a dependency: the output of a resource that was skipped does not exist, and a run with
        // --continue-on-error fails on that.
        const child = { parent: this, dependsOn: bucket };
        const { versioning, publicAccess } = hardenBucket(name, { bucket: bucketName }, child);
        new aws.s3.BucketLifecycleConfiguration(
            `${name}-lifecycle`,
            {
                bucket: bucketName,
                rules: [
                    {
                        id: "expire",
                        status: "Enabled",
                        filter: {},
                        expiration: { days: retentionDays },
                        // A deleted log can be restored for a month.
                        noncurrentVersionExpiration: { noncurrentDays: 30 },
                    },
                ],
            },
            { parent: this, dependsOn: versioning },
        );
        const policy = new aws.s3.BucketPolicy(
            `${name}-policy`,
            { bucket: bucketName, policy: JSON.stringify(logsPolicy(args)) },
            { ...irreversible, dependsOn: publicAccess },
        );
        new aws.s3.BucketLogging(
            `${name}-logging`,
            { bucket: args.logged, targetBucket: bucketName, targetPrefix: `${args.logged}/` },
            // S3 checks by the policy whether it may write.
            { parent: this, dependsOn: policy },
        );
        this.registerOutputs({ bucketName: bucket.bucket });
    }
}

/**
 * Who may write: only S3's log service, for the logged bucket of this account. Source: S3 user guide, "Permissions for
 * log delivery".
 */
function logsPolicy({ partition, accountId, bucketName, logged }: AccessLogsArgs): aws.iam.PolicyDocument {
    const bucket = `arn:${partition}:s3:::${bucketName}`;
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "LogDelivery",
                Effect: "Allow",
                Principal: { Service: "logging.s3.amazonaws.com" },
                Action: "s3:PutObject",
                Resource: `${bucket}/*`,
                Condition: {
                    ArnLike: { "aws:SourceArn": `arn:${partition}:s3:::${logged}` },
                    StringEquals: { "aws:SourceAccount": accountId },
                },
            },
            tlsOnly(bucket),
        ],
    };
}
