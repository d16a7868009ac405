import type { Fault } from "../../config/faults";
import type { OwnStack } from "./own-stack";

/**
 * Refuses a region other than the one that has the stack's resources. The engine would create keys, buckets, trails and baselines again
 * there, and then delete the existing ones, or stop at the first protected one.
 *
 * @param region the region in the config
 * @param where whose config has it: this stack's own, or the management stack's
 */
export function regionFaults(
    region: string,
    { outputs, resources }: Pick<OwnStack, "outputs" | "resources">,
    where: "own" | "management" = "own",
): readonly Fault[] {
    if (!resources.some(({ type }) => type.startsWith("aws:"))) return [];
    const providers = resources.filter(({ type }) => type === "pulumi:providers:aws");
    const [before] = [...providers.map((each) => each.outputs["region"]), outputs["region"]].filter(
        (each) => typeof each === "string" && each !== "",
    );
    if (typeof before !== "string" || before === region) return [];
    const file = where === "own" ? "" : " in Pulumi.management.yaml";
    return [
        {
            severity: "fault",
            path: "aws:region",
            value: region,
            message: `this stack is in ${before}, and AWS moves nothing to another region: keys, buckets and baselines would be made again in ${region}, and those in ${before} deleted`,
            cure: `write${file}: aws:region: ${before}; to govern ${region} too: regions: [${before}, ${region}]`,
        },
    ];
}
