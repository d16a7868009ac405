import type { ResourceRule } from "../core/rule";

/** KMS keys rotate. */
export const keysRotate: ResourceRule = {
    name: "keys-rotate",
    description: "KMS keys for encryption rotate every year or sooner.",
    why: "CIS AWS Foundations asks for it, and AWS keeps the old material, so that nothing must be encrypted again.",
    level: "mandatory",
    severity: "medium",
    remedy: "Set `enableKeyRotation: true`, and no rotation period above 365 days.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    types: ["aws:kms/key:Key", "aws-native:kms:Key"],
    judge:
        () =>
        (key, { report }) => {
            // AWS rotates only these, and neither key pairs nor HMAC keys.
            const usage = key.text("keyUsage") ?? "ENCRYPT_DECRYPT";
            const spec = key.text("customerMasterKeySpec") ?? key.text("keySpec") ?? "SYMMETRIC_DEFAULT";
            if (usage !== "ENCRYPT_DECRYPT" || spec !== "SYMMETRIC_DEFAULT" || key.isUnknown("enableKeyRotation"))
                return;
            if (key.read("enableKeyRotation") !== true)
                report({ message: "enableKeyRotation is not true", cure: "set enableKeyRotation: true" });
            const days = key.read("rotationPeriodInDays");
            if (typeof days === "number" && days > 365)
                report({ message: `rotationPeriodInDays is ${key.show("rotationPeriodInDays")}`, cure: "365 at most" });
        },
};
