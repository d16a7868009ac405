/** Whether what the config switches on is on at AWS, whatever a state says of it. */
import { isDeepStrictEqual } from "node:util";
import type { ManagementConfig } from "../config";
import type { AwsOrganization } from "./snapshot";
import { findPolicy, findTargetId } from "./snapshot-target";
import { delegationPlace, keepsItself } from "./own-delegations";
import { rootFeatures, type RootFeature } from "./root-access";

/** Something that the config has and AWS has not, so that it binds nobody. */
export type Lack =
    | { readonly kind: "policy type" | "trusted access"; readonly name: string }
    | { readonly kind: "root access"; readonly name: RootFeature }
    | {
          readonly kind: "delegation";
          /** The service's principal. */
          readonly name: string;
          /** The account's key, and its id. */
          readonly account: string;
          readonly accountId: string;
          /** Absent: the home region. */
          readonly region?: string;
      }
    /** AWS has no such policy. */
    | { readonly kind: "policy"; readonly name: string; readonly type: string }
    /** Somebody has changed its document. */
    | {
          readonly kind: "content";
          readonly name: string;
          /** `p-…` */
          readonly policyId: string;
          /** As the config has it. */
          readonly content: string;
      }
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

/** What is asked of AWS to judge it. */
type Asked = Pick<AwsOrganization, "policyTypes" | "services" | "policies" | "rootId" | "units" | "accounts"> & {
    /** Features of central root access that are on. Absent: nobody may ask, and they are not judged. */
    readonly rootFeatures?: readonly string[] | undefined;
};

/**
 * Policy types, trusted services, features of root access, policies and their attachments that AWS lacks. A target that AWS lacks counts
 * for nothing here.
 */
export function lacksOf(config: ManagementConfig, organization: Asked): readonly Lack[] {
    const { policyTypes, services, rootAccess } = config.organization;
    const features = rootAccess ? organization.rootFeatures : undefined;
    const missing = (wanted: readonly string[], on: readonly string[]): readonly string[] =>
        wanted.filter((name) => !on.includes(name));
    return [
        ...missing(policyTypes, organization.policyTypes).map((name) => ({ kind: "policy type", name }) as const),
        ...missing(services, organization.services).map((name) => ({ kind: "trusted access", name }) as const),
        ...rootFeatures
            .filter((name) => features?.includes(name) === false)
            .map((name) => ({ kind: "root access", name }) as const),
        ...config.policies.flatMap((policy): readonly Lack[] => {
            const { name, type, targets } = policy;
            const found = findPolicy(policy, { organization });
            if (found === undefined) return [{ kind: "policy", name, type }];
            return targets.flatMap((target) => {
                const targetId = findTargetId(target, config, { organization });
                if (targetId === undefined || found.targets.includes(targetId)) return [];
                return [{ kind: "attachment", name, policyId: found.id, target, targetId } as const];
            });
        }),
    ];
}

/**
 * Policies whose documents are not the config's.
 * @param contents documents by the policy's id; what is not in it is not judged
 */
export function contentLacks(
    config: ManagementConfig,
    organization: Pick<AwsOrganization, "policies">,
    contents: ReadonlyMap<string, string>,
): readonly Lack[] {
    return config.policies.flatMap((policy) => {
        const { name, minified: content } = policy;
        const { id: policyId = "" } = findPolicy(policy, { organization }) ?? {};
        const found = contents.get(policyId);
        if (found === undefined || sameDocument(found, content)) return [];
        return [{ kind: "content", name, policyId, content } as const];
    });
}

/** Whether two documents say the same, whatever their layout and the order of their keys. */
export function sameDocument(one: string, other: string): boolean {
    try {
        return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
    } catch {
        return one === other;
    }
}

/** A delegation of the config, with the account's id. */
export interface Delegation {
    readonly account: string;
    readonly accountId: string;
    readonly service: string;
    /** Absent: the home region. */
    readonly region?: string;
}

/** The config's delegations to accounts that AWS has: each, and again for each further region that keeps an administrator of its own. */
export function delegationsOf(
    config: ManagementConfig,
    organization: Pick<AwsOrganization, "rootId" | "units" | "accounts">,
): readonly Delegation[] {
    return config.delegatedAdministrators.flatMap(({ account, service, regions }) => {
        const accountId = findTargetId(`account:${account}`, config, { organization });
        if (accountId === undefined) return [];
        const delegation = { account, accountId, service };
        return [delegation, ...regions.map((region) => ({ ...delegation, region }))];
    });
}

/**
 * Delegations that AWS lacks. Where a service registers its administrators itself, its own word counts.
 * @param registered those of Organizations, as `account/service`
 * @param unknown those (`delegationPlace`) that the service's own API does not know, where it was asked
 */
export function delegationLacks(
    wanted: readonly Delegation[],
    registered: ReadonlySet<string>,
    unknown: ReadonlySet<string>,
): readonly Lack[] {
    return wanted.flatMap(({ account, accountId, service, region }) => {
        // Half of its registration is Firewall Manager's, which is not asked.
        if (service === "fms.amazonaws.com") return [];
        const place = delegationPlace(accountId, service, region);
        const isThere = !unknown.has(place) && (keepsItself(service) || registered.has(place));
        return isThere
            ? []
            : [
                  {
                      kind: "delegation",
                      name: service,
                      account,
                      accountId,
                      ...(region === undefined ? {} : { region }),
                  } as const,
              ];
    });
}

/** What is lacking, in words. */
export function lackText(lack: Lack): string {
    switch (lack.kind) {
        case "policy type":
            return `policy type ${lack.name} is off: its policies bind nobody`;
        case "trusted access":
            return `trusted access of ${lack.name} is off`;
        case "root access":
            return `central root access: ${lack.name} is off`;
        case "delegation":
            return `${lack.account} does not administer ${lack.name}${lack.region === undefined ? "" : ` in ${lack.region}`}`;
        case "policy":
            return `policy ${lack.name} (${lack.type}) is not there`;
        case "content":
            return `policy ${lack.name} (${lack.policyId}) has another document than the config's`;
        case "attachment":
            return `policy ${lack.name} (${lack.policyId}) is not attached to ${lack.target}`;
    }
}
