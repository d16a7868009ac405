import { Trail } from "@pulumi/awsx/cloudtrail";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { AccessLogs } from "./access-logs";
import { hardenBucket } from "../encrypted/bucket";
import type { EventSelectors } from "./event-selectors";
import { trailBucketPolicy, type AuditTrail } from "./audit-policies";
import { hardenTrail } from "./harden-trail";
import type { TrailLogs } from "./trail-logs";

export interface OrganizationTrailArgs extends AuditTrail {
    /** ARN of the key that encrypts the log files. */
    readonly keyArn: pulumi.Input<string>;
    /** Days that log files are kept, at least 365. */
    readonly retentionDays: number;
    /** The log group for alarms, which the trail also writes to. Default: none. */
    readonly logs?: TrailLogs;
    /** Name of the bucket for S3's log of each request to the trail's bucket. Default: requests are not logged. */
    readonly accessLogsBucket?: string;
    /** Which events the trail records. Default: its event selectors stay as they are. */
    readonly events?: EventSelectors;
    /** How long S3 refuses to delete a file, whoever asks. Default: no object lock. */
    readonly objectLock?: { readonly mode: "governance" | "compliance"; readonly days: number };
    /**
     * Settings, in words, that are on in the state and off at AWS: the engine then counts a change of this component.
     */
    readonly offAtAws?: readonly string[];
}

/** The trail of the whole organization, in all regions, and the bucket that it writes to. */
export class OrganizationTrail extends pulumi.ComponentResource {
    public readonly bucketName: pulumi.Output<string>;
    public readonly trailArn: pulumi.Output<string>;

    constructor(name: string, args: OrganizationTrailArgs, opts?: pulumi.ComponentResourceOptions) {
        const { logs, offAtAws = [] } = args;
        super(
            "aws-organization:audit:OrganizationTrail",
            name,
            offAtAws.length === 0 ? {} : { offAtAws: [...offAtAws] },
            opts,
        );
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
                        ...(args.events === undefined ? {} : { events: args.events }),
                        ...(logs === undefined ? {} : { logs: { groupArn: logs.groupArn, roleArn: logs.roleArn } }),
                    }),
                ],
                ...(logs === undefined ? {} : { dependsOn: logs }),
            },
        );
        const bucket = trail.bucket.apply((made) => made!.bucket);
        // After the bucket policy, which is a child of the trail: S3 returns OperationAborted if both are written at
        // once.
        const { versioning } = hardenBucket(name, { bucket, keyArn: args.keyArn }, { parent: this, dependsOn: trail });
        new aws.s3.BucketLifecycleConfiguration(
            `${name}-lifecycle`,
            {
                bucket,
                rules: [
                    {
                        id: "expire",
                        status: "Enabled",
                        filter: {},
                        expiration: { days: args.retentionDays },
                        // Versions of an overwritten or deleted log file are kept as long as the files.
                        noncurrentVersionExpiration: { noncurrentDays: args.retentionDays },
                        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                    },
                ],
            },
            { parent: this, dependsOn: [trail, versioning] },
        );
        if (args.objectLock !== undefined)
            new aws.s3.BucketObjectLockConfiguration(
                `${name}-object-lock`,
                {
                    bucket,
                    rule: {
                        defaultRetention: { mode: args.objectLock.mode.toUpperCase(), days: args.objectLock.days },
                    },
                },
                { parent: this, dependsOn: versioning, protect: true, retainOnDelete: true },
            );
        if (args.accessLogsBucket !== undefined)
            new AccessLogs(
                `${name}-access-logs`,
                {
                    partition: args.partition,
                    accountId: args.accountId,
                    logged: args.bucketName,
                    bucketName: args.accessLogsBucket,
                    retentionDays: args.retentionDays,
                },
                { parent: this, dependsOn: trail },
            );
        this.bucketName = bucket;
        this.trailArn = trail.trail.apply((made) => made.arn);
        this.registerOutputs({ bucketName: this.bucketName, trailArn: this.trailArn });
    }
}
