import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The arguments that the stand-in reads itself; all others are passed on to the trail. */
export interface StandInTrailArgs {
    readonly s3Bucket?: {
        readonly args?: pulumi.Inputs;
        readonly existing?: unknown;
    };
    readonly cloudWatchLogsGroup?: unknown;
    readonly [property: string]: unknown;
}

/**
 * A stand-in for `awsx.cloudtrail.Trail` (awsx 3.9.0). It creates the same children with the same names and defaults,
 * including unsafe ones, so that the program's hardening is tested here too: a bucket with `forceDestroy`, a bucket
 * policy that names neither source nor prefix, and the trail, which depends on the policy.
 */
export class StandInTrail extends pulumi.ComponentResource {
    public readonly bucket: pulumi.Output<aws.s3.Bucket>;
    public readonly trail: pulumi.Output<aws.cloudtrail.Trail>;

    constructor(name: string, args: StandInTrailArgs, opts: pulumi.ComponentResourceOptions) {
        super("awsx:cloudtrail:Trail", name, {}, opts);
        const { s3Bucket, cloudWatchLogsGroup, ...rest } = args;
        if (s3Bucket?.existing !== undefined || cloudWatchLogsGroup !== undefined)
            throw new Error("the sandbox's stand-in for awsx makes neither log groups nor trails on existing buckets");
        const child = { parent: this };
        const bucket = new aws.s3.Bucket(name, { forceDestroy: true, ...s3Bucket?.args }, child);
        const policy = new aws.s3.BucketPolicy(
            name,
            { bucket: bucket.bucket, policy: bucket.arn.apply((arn) => JSON.stringify(openPolicy(arn))) },
            { ...child, dependsOn: bucket },
        );
        const trail = new aws.cloudtrail.Trail(
            name,
            { ...(rest as Partial<aws.cloudtrail.TrailArgs>), s3BucketName: bucket.bucket },
            { ...child, dependsOn: policy },
        );
        this.bucket = pulumi.output(bucket);
        this.trail = pulumi.output(trail);
        this.registerOutputs();
    }
}

/** Lets CloudTrail write anywhere in the bucket, for any trail: the policy that the program replaces. */
function openPolicy(bucketArn: string): aws.iam.PolicyDocument {
    const service = { Service: "cloudtrail.amazonaws.com" };
    return {
        Version: "2012-10-17",
        Statement: [
            { Sid: "AclCheck", Effect: "Allow", Principal: service, Action: "s3:GetBucketAcl", Resource: bucketArn },
            {
                Sid: "Write",
                Effect: "Allow",
                Principal: service,
                Action: "s3:PutObject",
                Resource: `${bucketArn}/*`,
                Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
        ],
    };
}
