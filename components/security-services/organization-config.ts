import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { hardenBucket, tlsOnly } from "../encrypted/bucket";

export interface OrganizationConfigArgs {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** Home region. */
    readonly home: string;
    /** Organization id, `o-…`. */
    readonly organizationId: string;
    /** Name of the bucket that the recorders of all accounts deliver to. */
    readonly bucketName: string;
    /** Days that delivered files are kept. */
    readonly retentionDays: number;
    /** Name of the role that the aggregator uses to list the accounts. */
    readonly roleName: string;
    /**
     * The aggregator, which collects what all accounts record: its name, and the ARN of its role if it existed before
     * this program.
     */
    readonly aggregator: { readonly name: string; readonly roleArn?: string };
}

/**
 * Not protected: if somebody removes AWS Config by the word for it, all of this leaves the state, and accounts continue
 * to deliver.
 */
const stays = { retainOnDelete: true };

/** AWS Config for the whole organization: the bucket that recorders deliver to, and the aggregator. */
export class OrganizationConfig extends pulumi.ComponentResource {
    /** Known once recorders may deliver. */
    public readonly bucketName: pulumi.Output<string>;
    /**
     * Recorders depend on this and not on the whole component: its lifecycle rule, which a targeted run may leave out,
     * is not needed.
     */
    public readonly bucketPolicy: aws.s3.BucketPolicy;

    constructor(name: string, args: OrganizationConfigArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationConfig", name, {}, opts);
        const { bucketName, home: region, aggregator } = args;
        const child = { parent: this, ...stays };
        const bucket = new aws.s3.Bucket(`${name}-bucket`, { bucket: bucketName, forceDestroy: false }, child);
        // By its name, with a dependency: the output of a resource that was skipped does not exist, and a run with
        // --continue-on-error fails on that.
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

    /**
     * AWS Config Developer Guide, "Creating an aggregator": an aggregator of an organization needs a role with this
     * policy.
     */
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
 * Who may write: only AWS Config, for accounts that are in this organization at that time. Sources: AWS Config
 * Developer Guide, "Permissions for the Amazon S3 bucket"; IAM User Guide, global condition key aws:SourceOrgID.
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
