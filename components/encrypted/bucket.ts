import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

/** The bucket to harden, and with what. */
export interface HardeningArgs {
    /** Bucket name. */
    readonly bucket: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts its objects. Default: S3's own keys (SSE-S3). */
    readonly keyArn?: pulumi.Input<string>;
    /** Whether versioning is protected from deletion. Default: true. */
    readonly protect?: boolean;
}

/** Resources that others must depend on: S3 returns OperationAborted if some calls come at the same time. */
export interface Hardening {
    readonly publicAccess: aws.s3.BucketPublicAccessBlock;
    readonly versioning: aws.s3.BucketVersioning;
}

/**
 * What every bucket here has: versioning, encryption with its KMS key or S3's own keys, no keys from callers (SSE-C),
 * no public access and no ACLs.
 */
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
                    // S3 sets it on new buckets by itself. Without it, versions 6.22 to 6.39 of the Terraform provider
                    // show a difference at every refresh; from 6.40 on they accept S3's value
                    // (cloudposse/terraform-aws-cloudfront-s3-cdn#379 names the versions).
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

/** Refuses plain HTTP requests to the bucket and its objects. */
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
