import type { SecurityConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { OwnStack } from "../shared/own-stack";

/**
 * A trail that the config no longer names. The engine would refuse to delete it too, after other writes, and with the advice to
 * unprotect it.
 */
export function droppedTrailFaults(
    { audit }: Pick<SecurityConfig, "audit">,
    { resources }: Pick<OwnStack, "resources">,
): readonly Fault[] {
    const trail = resources.find(({ type }) => type === "aws:cloudtrail/trail:Trail");
    if (audit.trail || trail === undefined) return [];
    return [
        {
            severity: "fault",
            path: "audit.trail",
            value: "false",
            message: `the organization's trail is on (${String(trail.outputs["arn"])}), and is not switched off by a word in the config: nothing would be recorded from then on`,
            cure: "take the line out; whoever means it finds the steps in docs/access.md, under Audit",
        },
    ];
}
