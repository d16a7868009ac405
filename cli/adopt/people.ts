import type { CenterSet } from "../../aws/living/identity-center";
import type { RawConfig } from "../../config";
import { isMap } from "../../config/faults";
import { securityKey } from "../../config/names";
import type { Facts } from "./facts";

/** What the two files get from IAM Identity Center. */
export interface CenterProposal {
    readonly management: RawConfig;
    readonly security: RawConfig | undefined;
}

const service = "sso.amazonaws.com";
const managementEnd = "-management";

/**
 * Groups and permission sets of IAM Identity Center, as `groups` and as roles of `access`. The security stack imports them, so its account
 * must administer Identity Center; otherwise they are left alone.
 */
export function peopleOf(facts: Facts, security: RawConfig): CenterProposal {
    const { living, raw, keys, left } = facts;
    const { center } = living;
    if (center === undefined || center.groups.length + center.sets.length === 0)
        return { management: {}, security: undefined };
    const why = cannotBeTakenIn(facts);
    if (why !== undefined) {
        left.push({
            what: `Identity Center: ${center.groups.length} groups and ${center.sets.length} permission sets`,
            why,
        });
        return { management: {}, security: undefined };
    }
    const access = isMap(raw["access"]) ? raw["access"] : {};
    const groupNames = new Map(center.groups.map(({ id, name }) => [id, name]));
    const roles = new Map<string, string[]>();
    const sets = center.sets.flatMap((set) => {
        if (Object.hasOwn(access, set.name)) return [];
        const role = roleOf(set, groupNames, keys, living.managementAccountId);
        if ("why" in role) {
            left.push({ what: `permission set ${set.name}`, why: role.why });
            return [];
        }
        for (const group of role.groups) roles.set(group, [...(roles.get(group) ?? []), set.name]);
        return [[set.name, role.entry] as const];
    });
    const written = isMap(security["groups"]) ? security["groups"] : {};
    const groups = center.groups.flatMap(({ name }) =>
        Object.hasOwn(written, name) ? [] : [[name, { roles: roles.get(name) ?? [] }] as const],
    );
    return {
        management: {
            identity: ["identity-center"],
            ...(center.groups.some(({ synced }) => synced) ? { identityCenter: { synced: true } } : {}),
            access: { ...access, ...Object.fromEntries(sets) },
        },
        security: { ...security, groups: { ...written, ...Object.fromEntries(groups) } },
    };
}

function cannotBeTakenIn({ living, keys, raw }: Facts): string | undefined {
    const identity = raw["identity"];
    if (Array.isArray(identity) && !identity.includes("identity-center"))
        return "identity of Pulumi.management.yaml does not have identity-center";
    const id = [...keys].find(([, key]) => key === securityKey)?.[0];
    if (id === undefined) return `the security stack takes them in, and there is no account ${securityKey}`;
    if (!living.delegations.has(`${id}/${service}`))
        return `the account ${securityKey} takes them in once it administers ${service}`;
    return undefined;
}

interface Role {
    readonly entry: object;
    readonly groups: readonly string[];
}

/** A permission set as a role of `access`. A role gives all its groups all its accounts, so the set must do so too. */
function roleOf(
    set: CenterSet,
    groupNames: ReadonlyMap<string, string>,
    keys: ReadonlyMap<string, string>,
    managementId: string,
): Role | { readonly why: string } {
    if (set.name.endsWith(managementEnd)) return { why: "its name is that of a set of the management account" };
    const users = set.assignments.filter(({ principalType }) => principalType !== "GROUP");
    if (users.length > 0) return { why: `${users.length} of its assignments are people's, not groups'` };
    if (set.assignments.some(({ accountId }) => accountId === managementId))
        return { why: "it is assigned in the management account, where a set has a name of its own" };
    const pairs = set.assignments.map(({ accountId, principalId }) => ({
        account: keys.get(accountId),
        group: groupNames.get(principalId),
    }));
    if (pairs.some(({ account, group }) => account === undefined || group === undefined))
        return { why: "it is assigned to a group or in an account that is not there any more" };
    const accounts = [...new Set(pairs.map(({ account }) => account!))];
    const groups = [...new Set(pairs.map(({ group }) => group!))];
    if (accounts.length === 0) return { why: "it is assigned nowhere" };
    if (pairs.length !== accounts.length * groups.length)
        return { why: "its groups have it in different accounts; a role gives all of its groups all of its accounts" };
    const session = seconds(set.session);
    return {
        groups,
        entry: {
            accounts,
            policies: set.managedPolicies.map(policyWord),
            ...(set.inline === undefined ? {} : { inline: JSON.parse(set.inline) as unknown }),
            ...(set.boundary === undefined ? {} : { boundary: set.boundary }),
            ...(set.description === "" ? {} : { description: set.description }),
            ...(session === undefined ? {} : { session }),
        },
    };
}

/** Converts `PT1H30M` to `5400s`, as the config writes a duration. */
function seconds(duration: string): string | undefined {
    const [, hours = "0", minutes = "0", rest = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/u.exec(duration) ?? [];
    const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
    return total === 0 ? undefined : `${total}s`;
}

/** A managed policy as the config writes it: by its name, or by its ARN where it has a path or is not AWS's. */
function policyWord(arn: string): string {
    const name = arn.slice(arn.indexOf(":policy/") + ":policy/".length);
    return arn.split(":")[4] === "aws" && !name.includes("/") ? name : arn;
}
