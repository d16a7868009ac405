import type { ResourceRule } from "../core/rule";
import { trailType } from "../core/tokens";

/** The organization's trail validates its files and covers all regions. */
export const organizationTrailIsComplete: ResourceRule = {
    name: "organization-trail-is-complete",
    description: "An organization trail validates its files, covers all regions and is switched on.",
    why: "Without validation nobody can tell whether a log was changed or taken out.",
    level: "mandatory",
    severity: "high",
    remedy: "Set `enableLogFileValidation: true` and `isMultiRegionTrail: true`, and leave `enableLogging` on.",
    url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
    types: [trailType],
    judge:
        () =>
        (trail, { report }) => {
            if (trail.read("isOrganizationTrail") !== true) return;
            for (const property of ["enableLogFileValidation", "isMultiRegionTrail"] as const) {
                if (!trail.isUnknown(property) && trail.read(property) !== true)
                    report({ message: `${property} is not true`, cure: `set ${property}: true` });
            }
            if (trail.read("enableLogging") === false)
                report({ message: "enableLogging is false", cure: "take it out: a trail logs by default" });
        },
};
