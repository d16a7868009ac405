/** Whether what the config switches on is on at AWS, whatever a state says of it. */
import type { ManagementConfig } from "../config";
import type { AwsOrganization } from "./snapshot";
import { livingPolicy, livingTargetId } from "./snapshot-target";

/** Something that the config has and AWS has not, so that it binds nobody. */
export type Lack =
    | { readonly kind: "policy type" | "trusted access"; readonly name: string }
    /** AWS has no such policy. */
    | { readonly kind: "policy"; readonly name: string; readonly type: string }
    | {
          readonly kind: "attachment";
          readonly name: string;
          /** `p-…` */
          readonly policyId: string;
          /** As the config has it. */
          readonly target: string;
          /** Id of the root, the unit or the account. */
          readonly targetId: string;
      };

/** Every policy type that the config speaks of. */
export function policyTypesOf({ organization, policies }: ManagementConfig): readonly string[] {
    return [...new Set([...organization.policyTypes, ...policies.map(({ type }) => type)])];
}

/** Policy types, trusted services, policies and their attachments that AWS lacks. A target that AWS lacks counts for nothing here. */
export function lacksOf(
    config: ManagementConfig,
    organization: Pick<AwsOrganization, "policyTypes" | "services" | "policies" | "rootId" | "units" | "accounts">,
): readonly Lack[] {
    const { policyTypes, services } = config.organization;
    const missing = (wanted: readonly string[], on: readonly string[]): readonly string[] =>
        wanted.filter((name) => !on.includes(name));
    return [
        ...missing(policyTypes, organization.policyTypes).map((name) => ({ kind: "policy type", name }) as const),
        ...missing(services, organization.services).map((name) => ({ kind: "trusted access", name }) as const),
        ...config.policies.flatMap((policy): readonly Lack[] => {
            const { name, type, targets } = policy;
            const found = livingPolicy(policy, { organization });
            if (found === undefined) return [{ kind: "policy", name, type }];
            return targets.flatMap((target) => {
                const targetId = livingTargetId(target, config, { organization });
                if (targetId === undefined || found.targets.includes(targetId)) return [];
                return [{ kind: "attachment", name, policyId: found.id, target, targetId } as const];
            });
        }),
    ];
}

/** What is lacking, in words. */
export function lackText(lack: Lack): string {
    switch (lack.kind) {
        case "policy type":
            return `policy type ${lack.name} is off: its policies bind nobody`;
        case "trusted access":
            return `trusted access of ${lack.name} is off`;
        case "policy":
            return `policy ${lack.name} (${lack.type}) is not there`;
        case "attachment":
            return `policy ${lack.name} (${lack.policyId}) is not attached to ${lack.target}`;
    }
}
