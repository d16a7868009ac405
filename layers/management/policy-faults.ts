import { attachmentFaults, type Attachment, type ManagementConfig } from "../../config";
import type { Fault } from "../../config/faults/fault";
import { formatPath } from "../../config/faults/path";
import type { Living } from "./living";
import { livingPolicy, livingTargetId } from "../../aws/living-target";

/** Targets that would have more policies of a type than AWS allows, with those that it has already and the config lacks. */
export function policyFaults(config: ManagementConfig, living: Living): readonly Fault[] {
    return attachmentFaults(config.policies, config.limits, attachedAlready(config, living)).map(
        ({ path, target, message, cure }) => ({
            severity: "fault",
            path: formatPath(path),
            value: JSON.stringify(target),
            message,
            cure,
        }),
    );
}

/** New policies are attached before old ones are detached, so those that this run takes away count too. */
function attachedAlready(config: ManagementConfig, living: Living): readonly Attachment[] {
    const ours = new Set(config.policies.map((policy) => livingPolicy(policy, living)));
    const others = living.organization?.policies.filter((policy) => !ours.has(policy)) ?? [];
    return [...new Set(config.policies.flatMap(({ targets }) => targets))].flatMap((target) => {
        const id = livingTargetId(target, config, living);
        return others
            .filter(({ targets }) => id !== undefined && targets.includes(id))
            .map(({ name, type }) => ({ name, type, target }));
    });
}
