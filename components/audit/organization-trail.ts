import { Trail } from "@pulumi/awsx/cloudtrail";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { trailBucketPolicy, type AuditTrail } from "./audit-policies";
import { hardenTrail } from "./harden-trail";
import type { TrailLogs } from "./trail-logs";

export interface OrganizationTrailArgs extends AuditTrail {
    /** ARN of the key that encrypts the log files. */
    readonly keyArn: pulumi.Input<string>;
    /** Days that log files are kept, a year or more. */
    readonly retentionDays: number;
    /** Where the trail also writes, for alarms. */
    readonly logs?: TrailLogs;
}

/** The trail of the whole organization, in all regions, and the bucket that it writes to. */
export class OrganizationTrail extends pulumi.ComponentResource {
    public readonly bucketName: pulumi.Output<string>;
    public readonly trailArn: pulumi.Output<string>;

    constructor(name: string, args: OrganizationTrailArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationTrail", name, {}, opts);
        const { logs } = args;
        const trail = new Trail(
            `${name}-trail`,
            {
                name: args.trailName,
                isOrganizationTrail: true,
                isMultiRegionTrail: true,
                enableLogFileValidation: true,
                kmsKeyId: args.keyArn,
                s3Bucket: { args: { bucket: args.bucketName, forceDestroy: false } },
            },
            {
                parent: this,
                transforms: [
                    hardenTrail({
                        bucketPolicy: JSON.stringify(trailBucketPolicy(args)),
                        ...(logs === undefined ? {} : { logs: { groupArn: logs.groupArn, roleArn: logs.roleArn } }),
                    }),
                ],
                ...(logs === undefined ? {} : { dependsOn: logs }),
            },
        );
        const bucket = trail.bucket.apply((made) => made!.bucket);
        this.hardenBucket(name, bucket, args, trail);
        this.bucketName = bucket;
        this.trailArn = trail.trail.apply((made) => made.arn);
        this.registerOutputs({ bucketName: this.bucketName, trailArn: this.trailArn });
    }

    private hardenBucket(
        name: string,
        bucket: pulumi.Output<string>,
        { keyArn, retentionDays }: OrganizationTrailArgs,
        trail: Trail,
    ): void {
        // After the bucket policy, which is the trail's child: S3 answers OperationAborted to both at once.
        const child = { parent: this, dependsOn: trail };
        new aws.s3.BucketPublicAccessBlock(
            `${name}-public-access`,
            {
                bucket,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
            child,
        );
        new aws.s3.BucketOwnershipControls(
            `${name}-ownership`,
            { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
            child,
        );
        new aws.s3.BucketServerSideEncryptionConfiguration(
            `${name}-encryption`,
            {
                bucket,
                rules: [
                    {
                        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
                        bucketKeyEnabled: true,
                    },
                ],
            },
            child,
        );
        const versioning = new aws.s3.BucketVersioning(
            `${name}-versioning`,
            { bucket, versioningConfiguration: { status: "Enabled" } },
            { ...child, protect: true, retainOnDelete: true },
        );
        new aws.s3.BucketLifecycleConfiguration(
            `${name}-lifecycle`,
            {
                bucket,
                rules: [
                    {
                        id: "expire",
                        status: "Enabled",
                        filter: {},
                        expiration: { days: retentionDays },
                        // A log file that somebody overwrote or deleted is kept as long as the others.
                        noncurrentVersionExpiration: { noncurrentDays: retentionDays },
                        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                    },
                ],
            },
            { parent: this, dependsOn: [trail, versioning] },
        );
    }
}
