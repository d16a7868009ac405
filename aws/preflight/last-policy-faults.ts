import type { ManagementConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import type { AwsOrganization } from "../snapshot";
import { findTargetId } from "../snapshot-target";

/** An attachment of a service control policy that a run removes, and after which its target has none of the organization's own ones. */
export interface LastPolicy {
    /** Name of the policy at AWS. */
    readonly name: string;
    /** Id of the root, unit or account. */
    readonly targetId: string;
}

type There = Pick<AwsOrganization, "policies" | "units" | "accounts" | "rootId">;

const type = "SERVICE_CONTROL_POLICY";

/**
 * Attachments that this run removes though no other policy of the organization's stays on the target. AWS's own FullAWSAccess may stay.
 *
 * @param ours attachments in the state, as `target:policy`
 */
export function lastPolicies(
    config: ManagementConfig,
    organization: There,
    ours: ReadonlySet<string>,
): readonly LastPolicy[] {
    const wanted = config.policies
        .filter((policy) => policy.type === type)
        .flatMap(({ name, formerly, targets }) =>
            targets.map((target) => ({
                names: [name, ...formerly],
                targetId: findTargetId(target, config, { organization }),
            })),
        );
    const attached = organization.policies
        .filter((policy) => policy.type === type)
        .flatMap(({ id, name, targets }) => targets.map((targetId) => ({ id, name, targetId })));
    const isKept = ({ id, name, targetId }: (typeof attached)[number]): boolean =>
        !ours.has(`${targetId}:${id}`) ||
        wanted.some((each) => each.targetId === targetId && each.names.includes(name));
    const left = new Set([...attached.filter(isKept), ...wanted].map(({ targetId }) => targetId));
    return attached
        .filter((each) => !isKept(each) && !left.has(each.targetId))
        .map(({ name, targetId }) => ({ name, targetId }));
}

/**
 * Policies that would be the last ones to leave a target: AWS refuses that in the middle of the run (Organizations API, DetachPolicy).
 *
 * @param bare ids of the targets that have no policy of AWS's either
 */
export function lastPolicyFaults(
    last: readonly LastPolicy[],
    bare: ReadonlySet<string>,
    { units, accounts, rootId }: There,
): readonly Fault[] {
    const wordsFor = (id: string): string => {
        const path = [...units].find(([, unit]) => unit === id)?.[0];
        const account = accounts.find((each) => each.id === id);
        if (id === rootId) return `the root (${id})`;
        if (path !== undefined) return `unit ${path} (${id})`;
        return account === undefined ? id : `account ${account.name} (${id})`;
    };
    return last
        .filter(({ targetId }) => bare.has(targetId))
        .map(({ name, targetId }) => ({
            severity: "fault",
            path: formatPath(["policies", name, "targets"]),
            message: `no other service control policy is attached to ${wordsFor(targetId)}, and AWS detaches no last one`,
            cure: `attach another one to it in targets; or, if all may be allowed there, AWS's own first: aws organizations attach-policy --policy-id p-FullAWSAccess --target-id ${targetId}`,
        }));
}
