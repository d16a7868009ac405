import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Settings } from "./rule";

const standard = "(^|[^a-z0-9])(state|audit|trails?|cloudtrail|logs?)([^a-z0-9]|$)";

/** The setting of rules about buckets. */
export const bucketPatternSetting: PolicyConfigSchema["properties"] = {
    buckets: {
        type: "string",
        default: standard,
        description:
            "Regular expression: which buckets hold state or audit logs, by the bucket's or the resource's name. Buckets that a trail of the stack writes to are among them whatever their name.",
    },
};

/** Matches the names of buckets for state or audit logs. */
export function bucketPattern(settings: Settings): RegExp {
    const pattern = settings["buckets"];
    return new RegExp(typeof pattern === "string" ? pattern : standard, "iu");
}
