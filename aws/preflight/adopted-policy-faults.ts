import type { ManagementConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import type { AwsResourcePolicy } from "../resource-policy";
import type { AwsSnapshot } from "../snapshot";
import { findPolicy } from "../snapshot-target";
import { asDocument, documentLosses } from "./document-losses";
import type { Previous } from "./previous";

/** Policies, by id, that exist at AWS and are not in the state: this run imports them. */
export function adoptedPolicies(
    { policies }: Pick<ManagementConfig, "policies">,
    snapshot: AwsSnapshot,
    previous: Previous,
): readonly string[] {
    return policies.flatMap((policy) => {
        const id = findPolicy(policy, snapshot)?.id;
        return id === undefined || previous.ids.has(id) || policy.overwrite ? [] : [id];
    });
}

/** Like `adoptedPolicyFaults`, for the organization's resource policy. */
export function adoptedResourcePolicyFaults(
    { organization }: Pick<ManagementConfig, "organization">,
    there: AwsResourcePolicy | undefined,
): readonly Fault[] {
    const { resourcePolicy, overwrite } = organization;
    const before = asDocument(there?.content);
    if (before === undefined || resourcePolicy === undefined || overwrite) return [];
    const losses = documentLosses(before, { ...resourcePolicy });
    if (losses.length === 0) return [];
    return [
        {
            severity: "fault",
            path: "organization.resourcePolicy",
            message: `AWS has a resource policy (${there!.id}), and it says what this one does not: ${losses.join(", ")}`,
            cure: "write it into the document; or, if it may go, say so: organization: { overwrite: true }",
        },
    ];
}

/** Content of such a policy at AWS that the config's lacks would be removed, which needs explicit consent in the config. */
export function adoptedPolicyFaults(
    { policies }: Pick<ManagementConfig, "policies">,
    snapshot: AwsSnapshot,
    contents: ReadonlyMap<string, string>,
): readonly Fault[] {
    return policies.flatMap((policy) => {
        const id = findPolicy(policy, snapshot)?.id ?? "";
        const before = asDocument(contents.get(id));
        const losses = before === undefined ? [] : documentLosses(before, policy.document);
        if (losses.length === 0) return [];
        return [
            {
                severity: "fault" as const,
                path: formatPath(["policies", policy.name]),
                message: `AWS has this policy (${id}), and its document says what this one does not: ${losses.join(", ")}`,
                cure: `write it into the document; or, if it may go, say so: overwrite: true`,
            },
        ];
    });
}
