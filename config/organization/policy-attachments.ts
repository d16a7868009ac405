import type { Complaint } from "../faults/complaint";
import type { Limits } from "../aws-facts/limits";
import type { PolicyConfig } from "../model/management-config";
import type { Path } from "../faults/path";
import { policyTypes } from "../aws-facts/policy-types";

/** A policy attached to a target. */
export interface Attachment {
    /** Name of the policy. */
    readonly name: string;
    readonly type: string;
    /** As in PolicyConfig.targets. */
    readonly target: string;
}

/** A target with too many policies of a type. */
export interface AttachmentFault extends Complaint {
    readonly path: Path;
    readonly target: string;
}

/**
 * AWS limits the policies of a type on a target, including the one that it attaches itself. Attachments at AWS that the config lacks count
 * too, if AWS was asked: pass them without AWS's own policy.
 */
export function attachmentFaults(
    policies: readonly Pick<PolicyConfig, "name" | "type" | "targets">[],
    limits: Limits,
    already: readonly Attachment[] = [],
): readonly AttachmentFault[] {
    const ours = policies.flatMap(({ name, type, targets }) => targets.map((target) => ({ name, type, target })));
    const places = new Map<string, Attachment[]>();
    for (const attachment of [...already, ...ours]) {
        const place = `${attachment.type} ${attachment.target}`;
        places.set(place, [...(places.get(place) ?? []), attachment]);
    }
    return [...places.values()].flatMap((attachments) => faultOf(attachments, limits, already));
}

function faultOf(
    attachments: readonly Attachment[],
    limits: Limits,
    already: readonly Attachment[],
): readonly AttachmentFault[] {
    const { name, type, target } = attachments.at(-1)!;
    const rules = policyTypes[type];
    if (rules === undefined) return [];
    const { attachedByAws } = rules;
    const count = attachments.length + (attachedByAws === undefined ? 0 : 1);
    const limit = limits[rules.perTarget];
    // A limit that is exceeded without this program's policies is not this program's to report.
    if (count <= limit || attachments.every((each) => already.includes(each))) return [];
    const withAws = attachedByAws === undefined ? "" : ` with ${attachedByAws}`;
    const names = attachments.map((each) => (already.includes(each) ? `${each.name}, attached already` : each.name));
    return [
        {
            path: ["policies", name, "targets"],
            target,
            message: `${target} has too many policies of the type ${type}: ${count}${withAws}, limit ${limit} (${names.join("; ")})`,
            cure: "join some of them into one policy, attach some to a unit above or below, or detach one first",
        },
    ];
}
