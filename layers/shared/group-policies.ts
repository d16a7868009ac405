import type { ClientOptions } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { groupPolicies, type GroupPolicies } from "../../aws/inline-policies";
import { groupPolicyFaults, type GroupPolicyThere } from "../../aws/preflight/group-policy-faults";
import type { Fault } from "../../config/faults";
import type { OwnStack } from "./own-stack";

/** A group that a stack creates, or takes in. */
export interface GroupMade {
    /** Where the config has it, or what it comes from. */
    readonly path: string;
    /** Name in IAM's spelling. */
    readonly name: string;
    /** Documents of its own policies, by name. */
    readonly policies: Readonly<Record<string, object>>;
}

/**
 * Groups of which an own policy, made by hand under the name of one of this program's, would be overwritten, which IAM does without a word.
 * Asks AWS only about groups that lack one of their policies in the state.
 *
 * @param account key of the account
 */
export async function ownPolicyFaults(
    account: string,
    groups: readonly GroupMade[],
    options: ClientOptions,
    { resources }: Pick<OwnStack, "resources">,
    { names, document }: GroupPolicies = groupPolicies(options),
): Promise<readonly Fault[]> {
    const ours = new Set(
        resources
            .filter(({ type }) => type === "aws:iam/groupPolicy:GroupPolicy")
            .map(({ outputs }) => `${String(outputs["group"])} ${String(outputs["name"])}`),
    );
    try {
        const found: GroupPolicyThere[] = [];
        for (const { path, name: group, policies } of groups) {
            const unknown = Object.entries(policies).filter(([name]) => !ours.has(`${group} ${name}`));
            if (unknown.length === 0) continue;
            const taken = await names(group);
            for (const [name, after] of unknown) {
                const before = taken.includes(name) ? await document(group, name) : undefined;
                if (before !== undefined) found.push({ account, path, group, name, taken, before, after });
            }
        }
        return groupPolicyFaults(found);
    } catch (error) {
        return [awsFault(error)];
    }
}
