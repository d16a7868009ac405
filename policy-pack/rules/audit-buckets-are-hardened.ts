import type { ResourceRule } from "../core/rule";
import { bucketTypes } from "../core/tokens";
import { bucketPattern, bucketPatternSetting } from "../core/audit-bucket";

const publicAccessType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const versioningTypes = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"];

/** No setting of a bucket for state or logs opens it or lets it be emptied. */
export const auditBucketsAreHardened: ResourceRule = {
    name: "audit-buckets-are-hardened",
    description:
        "Buckets of state and audit logs are not emptied on delete, their versioning stays on and nothing makes them public.",
    why: "State and logs are what one needs after a mistake or an attack.",
    level: "mandatory",
    severity: "high",
    remedy: "Leave `forceDestroy` out, keep versioning Enabled and all four blocks of public access true.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    settings: bucketPatternSetting,
    types: [...bucketTypes, publicAccessType, ...versioningTypes],
    judge:
        () =>
        (resource, { settings, report }) => {
            // The bucket of this resource may have no name yet; then the resource's own name decides.
            const names = [resource.name, resource.peek("bucket")].filter((name) => typeof name === "string");
            const isAudit = names.some((name) => bucketPattern(settings).test(name));
            if (!isAudit) {
                // AWS and the engine choose names before the pack looks: one that is unknown now comes from elsewhere.
                if ((bucketTypes as readonly string[]).includes(resource.type)) resource.isUnknown("bucket");
                return;
            }
            if (resource.type === publicAccessType) {
                for (const block of [
                    "blockPublicAcls",
                    "blockPublicPolicy",
                    "ignorePublicAcls",
                    "restrictPublicBuckets",
                ])
                    if (!resource.isUnknown(block) && resource.read(block) !== true)
                        report({ message: `${block} is not true`, cure: `set ${block}: true` });
            } else if (versioningTypes.includes(resource.type)) {
                const status = resource.text("versioningConfiguration.status");
                if (status !== undefined && status !== "Enabled")
                    report({
                        message: `versioning is ${resource.show("versioningConfiguration.status")}`,
                        cure: "set status: Enabled",
                    });
            } else {
                if (resource.read("forceDestroy") === true)
                    report({ message: "forceDestroy is true: a delete would empty the bucket", cure: "take it out" });
                const acl = resource.text("acl");
                if (acl?.startsWith("public-") === true)
                    report({ message: `acl is ${resource.show("acl")}`, cure: "take it out" });
            }
        },
};
