import { type Attachment, attachmentFaults, type ManagementConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import type { AwsSnapshot } from "../snapshot";
import { findPolicy, findTargetId } from "../snapshot-target";

/** Targets that would have more policies of a type than AWS allows, including those that are attached at AWS and not in the config. */
export function policyFaults(config: ManagementConfig, snapshot: AwsSnapshot): readonly Fault[] {
    return attachmentFaults(config.policies, config.limits, attachedAlready(config, snapshot)).map(
        ({ path, target, message, cure }) => ({
            severity: "fault",
            path: formatPath(path),
            value: JSON.stringify(target),
            message,
            cure,
        }),
    );
}

/** New policies are attached before old ones are detached, so those that this run removes count too. */
function attachedAlready(config: ManagementConfig, snapshot: AwsSnapshot): readonly Attachment[] {
    const ours = new Set(config.policies.map((policy) => findPolicy(policy, snapshot)));
    const others = snapshot.organization?.policies.filter((policy) => !ours.has(policy)) ?? [];
    return [...new Set(config.policies.flatMap(({ targets }) => targets))].flatMap((target) => {
        const id = findTargetId(target, config, snapshot);
        return others
            .filter(({ targets }) => id !== undefined && targets.includes(id))
            .map(({ name, type }) => ({ name, type, target }));
    });
}
