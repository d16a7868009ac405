import type { Complaint } from "../faults/complaint";
import type { Limits } from "../aws-facts/limits";
import type { PolicyConfig } from "../model/management-config";
import type { Path } from "../faults/path";
import { policyTypes } from "../aws-facts/policy-types";

/** A policy on a target. */
export interface Attachment {
    /** Name of the policy. */
    readonly name: string;
    readonly type: string;
    /** As in PolicyConfig. */
    readonly target: string;
}

/** A target with too many policies of a type. */
export interface AttachmentFault extends Complaint {
    readonly path: Path;
    readonly target: string;
}

/**
 * AWS bounds the policies of a type on a target, and counts the one that it attaches itself. What AWS has and the config lacks counts
 * too, once AWS could be asked: give it without AWS's own.
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
    // What is over the limit without us is not ours to refuse.
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
