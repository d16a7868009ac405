/** Whether settings of the config are really on at AWS, whatever the state says. */
import { isDeepStrictEqual } from "node:util";
import type { ManagementConfig } from "../config";
import type { AwsOrganization } from "./snapshot";
import { findPolicy, findTargetId } from "./snapshot-target";
import { delegationPlace, keepsItself } from "./own-delegations";
import { rootFeatures, type RootFeature } from "./root-access";

/** Something that is in the config and missing at AWS, so that it has no effect. */
export type Lack =
    | { readonly kind: "policy type" | "trusted access"; readonly name: string }
    | { readonly kind: "root access"; readonly name: RootFeature }
    | {
          readonly kind: "delegation";
          /** Service principal. */
          readonly name: string;
          /** Key and 12-digit id of the account. */
          readonly account: string;
          readonly accountId: string;
          /** Default: the home region. */
          readonly region?: string;
      }
    /** The policy does not exist at AWS. */
    | { readonly kind: "policy"; readonly name: string; readonly type: string }
    /** Somebody has changed the policy's document. */
    | {
          readonly kind: "content";
          readonly name: string;
          /** Policy id, `p-…`. */
          readonly policyId: string;
          /** The document of the config. */
          readonly content: string;
      }
    | {
          readonly kind: "attachment";
          readonly name: string;
          /** Policy id, `p-…`. */
          readonly policyId: string;
          /** The target as the config names it. */
          readonly target: string;
          /** Id of the root, the unit or the account. */
          readonly targetId: string;
      };

/** Every policy type that the config names. */
export function policyTypesOf({ organization, policies }: ManagementConfig): readonly string[] {
    return [...new Set([...organization.policyTypes, ...policies.map(({ type }) => type)])];
}

/** What is read from AWS for the comparison. */
type Asked = Pick<AwsOrganization, "policyTypes" | "services" | "policies" | "rootId" | "units" | "accounts"> & {
    /** Features of central root access that are on. Undefined: they may not be read, and are not compared. */
    readonly rootFeatures?: readonly string[] | undefined;
};

/**
 * Policy types, trusted services, features of root access, policies and attachments that AWS lacks. Targets that do not exist at AWS are
 * ignored.
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
 * Policies whose documents differ from the config's.
 *
 * @param contents documents by policy id; policies without one are not compared
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

/** Whether two documents are equal, apart from layout and the order of their keys. */
export function sameDocument(one: string, other: string): boolean {
    try {
        return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
    } catch {
        return one === other;
    }
}

/** A delegation of the config, with the account's 12-digit id. */
export interface Delegation {
    readonly account: string;
    readonly accountId: string;
    readonly service: string;
    /** Default: the home region. */
    readonly region?: string;
}

/**
 * The config's delegations to accounts that exist at AWS: one for the home region, and one for each further region in which the service has
 * its own administrator.
 */
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
 * Delegations that AWS lacks. If a service has its own API for administrators, that one decides.
 *
 * @param registered delegations in Organizations, as `account/service`
 * @param unknown delegations (`delegationPlace`) that the service's own API does not have, if it was asked
 */
export function delegationLacks(
    wanted: readonly Delegation[],
    registered: ReadonlySet<string>,
    unknown: ReadonlySet<string>,
): readonly Lack[] {
    return wanted.flatMap(({ account, accountId, service, region }) => {
        // Half of its registration is in Firewall Manager, which is not asked.
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

/** What is missing, in words. */
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
