import type { ClientOptions } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { groupPolicies, type GroupPolicies } from "../../aws/inline-policies";
import { managedPolicies, type ManagedPolicies } from "../../aws/managed-policies";
import { groupPolicyFaults, type GroupPolicyThere } from "../../aws/preflight/group-policy-faults";
import { managedPolicyFault, managedPolicyLosses, nameOf } from "../../aws/preflight/managed-policy-faults";
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
    /** Documents of managed policies that are made for it, by name. Default: none. */
    readonly managed?: Readonly<Record<string, object>>;
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

/**
 * The same for managed policies that are made for groups. IAM keeps an old document as another version, which nobody has attached. Asks AWS
 * only about policies that the state lacks.
 *
 * @param account key of the account
 */
export async function managedPolicyFaults(
    account: string,
    groups: readonly GroupMade[],
    options: ClientOptions,
    { resources }: Pick<OwnStack, "resources">,
    there: ManagedPolicies = managedPolicies(options),
): Promise<readonly Fault[]> {
    const ours = new Set(
        resources
            .filter(({ type }) => type === "aws:iam/policy:Policy")
            .map(({ outputs }) => String(outputs["name"]).toLowerCase()),
    );
    try {
        const faults: Fault[] = [];
        for (const { path, name: group, managed = {} } of groups)
            for (const [name, after] of Object.entries(managed)) {
                const arn = ours.has(name.toLowerCase()) ? undefined : await there.find(name);
                if (arn === undefined) continue;
                const found = { account, path, group, policy: await there.read(arn), after };
                if (managedPolicyLosses(found).length === 0) continue;
                faults.push(managedPolicyFault(found, await there.use(arn), await freeName(nameOf(arn), there)));
            }
        return faults;
    } catch (error) {
        return [awsFault(error)];
    }
}

/** A name after this one that no managed policy of the account has. */
async function freeName(name: string, { find }: Pick<ManagedPolicies, "find">): Promise<string> {
    const byHand = `${name}-by-hand`;
    for (let count = 1; ; count++) {
        const free = count === 1 ? byHand : `${byHand}-${count}`;
        if ((await find(free)) === undefined) return free;
    }
}
