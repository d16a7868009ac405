import type { StackRule } from "../core/rule";
import type { StackSubject } from "../core/stack-subject";
import { bucketTypes, trailType } from "../core/tokens";
import { bucketPattern, bucketPatternSetting } from "../core/audit-bucket";

/** What a bucket needs beside it, and the resource types that provide it. */
const companions: readonly { readonly what: string; readonly types: readonly string[] }[] = [
    {
        what: "encryption (BucketServerSideEncryptionConfiguration)",
        types: [
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        ],
    },
    {
        what: "versioning (BucketVersioning)",
        types: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
    },
    {
        what: "a block of public access (BucketPublicAccessBlock)",
        types: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
    },
];

/** Buckets for state and logs have encryption, versioning and a public access block, in the same stack. */
export const auditBucketsAreComplete: StackRule = {
    name: "audit-buckets-are-complete",
    description:
        "Every bucket of state and audit logs is encrypted, versioned and private by resources of the same stack.",
    why: "They are resources of their own, so that one that was forgotten shows nowhere else. Judged at the end of a preview, when all resources are known.",
    level: "mandatory",
    severity: "high",
    remedy: "Add BucketServerSideEncryptionConfiguration, BucketVersioning and BucketPublicAccessBlock for the bucket.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    settings: bucketPatternSetting,
    types: [...bucketTypes, trailType, ...companions.flatMap(({ types }) => types)],
    judgeStack: (resources, { settings, report }) => {
        const pattern = bucketPattern(settings);
        const trails = resources.filter(({ type }) => type === trailType);
        const isAudit = (bucket: StackSubject): boolean =>
            pattern.test(bucket.name) ||
            pattern.test(nameOf(bucket)) ||
            trails.some((trail) => trail.refersTo("s3BucketName", bucket, "bucket", "id"));
        for (const bucket of resources.filter(({ type }) => (bucketTypes as readonly string[]).includes(type))) {
            if (!isAudit(bucket)) continue;
            const missing = companions.filter(
                ({ types }) =>
                    !resources.some(
                        (other) => types.includes(other.type) && other.refersTo("bucket", bucket, "bucket", "id"),
                    ),
            );
            for (const { what } of missing)
                report({ message: `the bucket ${bucket.name} lacks ${what} in this stack`, cure: "add it" }, bucket);
        }
    },
};

function nameOf(bucket: StackSubject): string {
    const name = bucket.peek("bucket");
    return typeof name === "string" ? name : "";
}
