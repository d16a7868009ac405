import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { hardenBucket, tlsOnly } from "../encrypted/bucket";

export interface OrganizationConfigArgs {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** Home region. */
    readonly home: string;
    /** `o-…` */
    readonly organizationId: string;
    /** Name of the bucket that the recorders of all accounts deliver to. */
    readonly bucketName: string;
    /** Days that what is delivered is kept. */
    readonly retentionDays: number;
    /** Name of the role by which the aggregator asks which accounts there are. */
    readonly roleName: string;
    /** What all accounts have recorded, in one place: its name, and the ARN of its role where it was there before this program. */
    readonly aggregator: { readonly name: string; readonly roleArn?: string };
}

/** Not protected: who ends AWS Config by the explicit word takes all of it out of the state, and accounts go on to deliver. */
const stays = { retainOnDelete: true };

/** AWS Config of the whole organization: the bucket that recorders deliver to, and the aggregator. */
export class OrganizationConfig extends pulumi.ComponentResource {
    /** Known when recorders may deliver. */
    public readonly bucketName: pulumi.Output<string>;
    /** What recorders wait for: the component's lifecycle rule, which a run may leave out, is not among it. */
    public readonly bucketPolicy: aws.s3.BucketPolicy;

    constructor(name: string, args: OrganizationConfigArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationConfig", name, {}, opts);
        const { bucketName, home: region, aggregator } = args;
        const child = { parent: this, ...stays };
        const bucket = new aws.s3.Bucket(`${name}-bucket`, { bucket: bucketName, forceDestroy: false }, child);
        // By its name, and after it: what waits in vain for another resource has no output, which a run with --continue-on-error trips over.
        const { versioning, publicAccess } = hardenBucket(
            name,
            { bucket: bucketName, protect: false },
            { ...child, dependsOn: bucket },
        );
        new aws.s3.BucketLifecycleConfiguration(
            `${name}-lifecycle`,
            {
                bucket: bucketName,
                rules: [
                    {
                        id: "expire",
                        status: "Enabled",
                        filter: {},
                        expiration: { days: args.retentionDays },
                        noncurrentVersionExpiration: { noncurrentDays: args.retentionDays },
                        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                    },
                ],
            },
            { ...child, dependsOn: versioning },
        );
        this.bucketPolicy = new aws.s3.BucketPolicy(
            `${name}-policy`,
            { bucket: bucketName, policy: JSON.stringify(deliveryPolicy(args)) },
            { ...child, dependsOn: publicAccess },
        );
        this.bucketName = this.bucketPolicy.bucket;
        const roleArn = aggregator.roleArn ?? this.aggregatorRole(name, args);
        new aws.cfg.ConfigurationAggregator(
            `${name}-aggregator`,
            { name: aggregator.name, organizationAggregationSource: { allRegions: true, roleArn }, region },
            child,
        );
        this.registerOutputs({ bucketName: this.bucketName });
    }

    /** AWS Config Developer Guide, "Creating an aggregator": who aggregates an organization names a role with this policy. */
    private aggregatorRole(name: string, { roleName, partition }: OrganizationConfigArgs): pulumi.Output<string> {
        const child = { parent: this, ...stays };
        const trust: aws.iam.PolicyDocument = {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "sts:AssumeRole" }],
        };
        const role = new aws.iam.Role(
            `${name}-role`,
            {
                name: roleName,
                description: "AWS Config reads with it which accounts the organization has",
                assumeRolePolicy: JSON.stringify(trust),
            },
            child,
        );
        const attached = new aws.iam.RolePolicyAttachment(
            `${name}-role-policy`,
            {
                role: roleName,
                policyArn: `arn:${partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
            },
            { ...child, dependsOn: role },
        );
        return pulumi.all([role.arn, attached.id]).apply(([arn]) => arn);
    }
}

/**
 * Who may write: AWS Config, for accounts of this organization alone, whichever they are by now. Sources: AWS Config Developer Guide, "Permissions
 * for the Amazon S3 bucket"; IAM User Guide, global condition key aws:SourceOrgID.
 */
function deliveryPolicy({
    partition,
    bucketName,
    organizationId,
}: Pick<OrganizationConfigArgs, "partition" | "bucketName" | "organizationId">): aws.iam.PolicyDocument {
    const bucket = `arn:${partition}:s3:::${bucketName}`;
    const Principal = { Service: "config.amazonaws.com" };
    const source = { "aws:SourceOrgID": organizationId };
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "ConfigLooks",
                Effect: "Allow",
                Principal,
                Action: ["s3:GetBucketAcl", "s3:ListBucket"],
                Resource: bucket,
                Condition: { StringEquals: source },
            },
            {
                Sid: "ConfigDelivers",
                Effect: "Allow",
                Principal,
                Action: "s3:PutObject",
                Resource: `${bucket}/AWSLogs/*/Config/*`,
                Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
            tlsOnly(bucket),
        ],
    };
}
