import { partitionNamed } from "../../config/aws-facts";
import type * as aws from "../aws";
import { tlsOnly } from "../encrypted/bucket";
import { accountDecides } from "../encrypted/key";

/** The trail that the audit's policies are about. */
export interface AuditTrail {
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** The trail's home region. */
    readonly region: string;
    /** Trail name. */
    readonly trailName: string;
    /** Bucket name. */
    readonly bucketName: string;
    /** 12-digit id of the account that holds bucket and key. */
    readonly accountId: string;
    /** 12-digit id of the management account: it owns an organization's trail, whichever account creates it. */
    readonly managementId: string;
    /** Organization id, `o-…`. */
    readonly organizationId: string;
}

const cloudTrail = { Service: "cloudtrail.amazonaws.com" };

/** The trail's ARN, known before the trail exists. Its account is the management account. */
export function trailArn({ partition, region, managementId, trailName }: AuditTrail): string {
    return `arn:${partition}:cloudtrail:${region}:${managementId}:trail/${trailName}`;
}

/**
 * Who may write into the bucket: only CloudTrail, for this trail, under the prefixes of the management account and of
 * the organization. Plain HTTP is refused. Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail".
 */
export function trailBucketPolicy(audit: AuditTrail): aws.iam.PolicyDocument {
    const bucket = `arn:${audit.partition}:s3:::${audit.bucketName}`;
    const source = { "aws:SourceArn": trailArn(audit) };
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "CloudTrailAclCheck",
                Effect: "Allow",
                Principal: cloudTrail,
                Action: "s3:GetBucketAcl",
                Resource: bucket,
                Condition: { StringEquals: source },
            },
            {
                Sid: "CloudTrailWrite",
                Effect: "Allow",
                Principal: cloudTrail,
                Action: "s3:PutObject",
                Resource: [audit.managementId, audit.organizationId].map((prefix) => `${bucket}/AWSLogs/${prefix}/*`),
                Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
            },
            tlsOnly(bucket),
        ],
    };
}

/**
 * The key's policy: the account's IAM policies decide, and CloudTrail, CloudWatch Logs and the alarms may use the key.
 * Source: CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail".
 */
export function auditKeyPolicy(audit: AuditTrail): aws.iam.PolicyDocument {
    const { partition, region, accountId, managementId } = audit;
    return {
        Version: "2012-10-17",
        Statement: [
            accountDecides(audit),
            {
                Sid: "CloudTrailEncrypts",
                Effect: "Allow",
                Principal: cloudTrail,
                Action: "kms:GenerateDataKey*",
                Resource: "*",
                Condition: {
                    StringEquals: { "aws:SourceArn": trailArn(audit) },
                    StringLike: {
                        "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${partition}:cloudtrail:*:${managementId}:trail/*`,
                    },
                },
            },
            {
                // CloudTrail sends no source ARN with this call (its user guide, "Default KMS key policy for trails").
                Sid: "CloudTrailDescribes",
                Effect: "Allow",
                Principal: cloudTrail,
                Action: "kms:DescribeKey",
                Resource: "*",
            },
            {
                Sid: "LogGroup",
                Effect: "Allow",
                Principal: { Service: `logs.${region}.${partitionNamed(partition).regionalPrincipalSuffix}` },
                Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                Resource: "*",
                Condition: {
                    ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:*` },
                },
            },
            {
                Sid: "AlarmsPublish",
                Effect: "Allow",
                Principal: { Service: "cloudwatch.amazonaws.com" },
                Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
                Resource: "*",
                Condition: { StringEquals: { "aws:SourceAccount": accountId } },
            },
        ],
    };
}
