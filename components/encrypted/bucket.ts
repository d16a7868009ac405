import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

/** The bucket to harden, and with what. */
export interface HardeningArgs {
    /** Bucket name. */
    readonly bucket: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts its objects. Default: S3's own keys (SSE-S3). */
    readonly keyArn?: pulumi.Input<string>;
    /** Whether no run can take its versions out of the state. Default: true. */
    readonly protect?: boolean;
}

/** What others have to wait for: S3 returns OperationAborted when some calls come at once. */
export interface Hardening {
    readonly publicAccess: aws.s3.BucketPublicAccessBlock;
    readonly versioning: aws.s3.BucketVersioning;
}

/** What every bucket here has: versions that stay, encryption by its key or S3's own, and by no key of a caller (SSE-C), no public access and no ACLs. */
export function hardenBucket(
    name: string,
    { bucket, keyArn, protect = true }: HardeningArgs,
    child: pulumi.CustomResourceOptions,
): Hardening {
    const versioning = new aws.s3.BucketVersioning(
        `${name}-versioning`,
        { bucket, versioningConfiguration: { status: "Enabled" } },
        { ...child, protect, retainOnDelete: true },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        {
            bucket,
            rules: [
                {
                    ...(keyArn === undefined
                        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
                        : {
                              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
                              bucketKeyEnabled: true,
                          }),
                    // What S3 itself sets on new buckets. Left out, versions 6.22 to 6.39 of the Terraform provider show a difference at every
                    // refresh; from 6.40 on they take S3's word (cloudposse/terraform-aws-cloudfront-s3-cdn#379 names the versions).
                    blockedEncryptionTypes: ["SSE-C"],
                },
            ],
        },
        child,
    );
    const publicAccess = new aws.s3.BucketPublicAccessBlock(
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
    return { publicAccess, versioning };
}

/** Refuses plain HTTP, for the bucket and for its objects. */
export function tlsOnly(bucketArn: string): aws.iam.PolicyStatement {
    return {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
}
