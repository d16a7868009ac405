import type { AccessConfig, ManagementConfig, PolicyConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import type { AwsSnapshot } from "../snapshot";
import { findPolicy } from "../snapshot-target";
import { asDocument, canonical } from "./document-losses";
import type { Previous } from "./previous";
import { cureOf, names, othersLike, outFirst, replacements } from "./rename-cure";
import { spelling } from "./twin-faults";

/**
 * Policies and roles that look renamed: one goes, and another one with the same content comes. The engine would create the new one and
 * delete the old one, with everything attached to it. One with other content is a different thing, and the preview shows what goes.
 */
export function replacedFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    return [...replacedPolicies(config, snapshot, previous), ...replacedRoles(config, previous)];
}

function replacedPolicies(
    { policies }: Pick<ManagementConfig, "policies">,
    snapshot: AwsSnapshot,
    previous: Previous,
): readonly Fault[] {
    // One that no longer exists at AWS cannot be lost.
    const there = new Set(snapshot.organization?.policies.map(({ id }) => id));
    const named = new Set(policies.flatMap(({ name, formerly }) => [name, ...formerly]));
    const gone = Object.entries(previous.policies)
        .filter(([name, id]) => !named.has(name) && there.has(id))
        .flatMap(([name, id]) => {
            const { type, content } = previous.policyContents[id] ?? {};
            const document = asDocument(content);
            return document === undefined ? [] : [{ name, id, says: `${type!} ${canonical(document)}` }];
        });
    const come = policies.filter(
        (policy) =>
            [policy.name, ...policy.formerly].every((name) => previous.policies[name] === undefined) &&
            // One that exists at AWS was renamed by hand, or is a different one.
            findPolicy(policy, snapshot) === undefined,
    );
    return replacements(come, gone, isSamePolicy)
        .filter(([{ name }, like]) => like.every((policy) => spelling(policy.name) !== spelling(name)))
        .map(([{ name, id }, like]) => ({
            severity: "fault",
            path: formatPath(["policies", like[0].name]),
            message: `it says what policy ${name} (${id}) says, which is no longer in the config: that one would be detached and deleted, and another one made${othersLike(names(like))}`,
            cure: cureOf("policy", like, name),
        }));
}

function isSamePolicy({ type, document }: PolicyConfig, { says }: { readonly says: string }): boolean {
    return `${type} ${canonical(document)}` === says;
}

function replacedRoles(config: ManagementConfig, previous: Previous): readonly Fault[] {
    const { access } = config;
    const now = new Set(access.map(({ role }) => role));
    const before = new Set(previous.access.map(({ role }) => role));
    const gone = previous.access.filter(({ role }) => !now.has(role)).map(named);
    const come = access.filter(({ role }) => !before.has(role)).map(named);
    const accounts = accountsInBoth(config, previous);
    return replacements(come, gone, (role, old) => isSameRole(role, old, accounts)).map(
        ([{ name: old, principals }, like]) => ({
            severity: "fault",
            path: formatPath(["access", like[0].name]),
            message: `it has the accounts${principals === undefined ? " and policies" : ", policies and principals"} of role ${old}, which is no longer in the config: AWS can rename neither a role nor a permission set, so that one would be deleted with whatever was put on it by hand, and another one made${othersLike(names(like))}`,
            cure:
                like[0].name.toLowerCase() === old.toLowerCase()
                    ? `write: ${old}; IAM takes the two names for one`
                    : roleCure(names(like), old),
        }),
    );
}

function roleCure(come: readonly string[], before: string): string {
    const renamed = `put ${before} back beside ${come.join(" and ")} in access, and run ./org fleet up; then give groups, and whatever names or trusts ${before}, the new role; then take ${before} out, and run ./org fleet up again`;
    return `if it has a new name: ${renamed}; if it is another role: ${outFirst(come, before)}, with ./org fleet up after each (groups that have ${before} lose it first)`;
}

function named(role: AccessConfig): AccessConfig & { readonly name: string } {
    return { ...role, name: role.role };
}

/**
 * Whether two roles give the same rights to the same people in the same accounts. Description and durations do not count, since some depend
 * on the name.
 *
 * @param accounts keys of accounts in both configs, by the key that each had before
 */
function isSameRole(role: AccessConfig, before: AccessConfig, accounts: ReadonlyMap<string, string>): boolean {
    const remaining = new Set(accounts.values());
    const own = role.accounts.filter((key) => remaining.has(key));
    const old = before.accounts.flatMap((key) => accounts.get(key) ?? []);
    return old.length > 0 && canonical(own) === canonical(old) && rightsOf(role) === rightsOf(before);
}

/** The rights of a role, and who may assume it, as a text to compare. */
export function rightsOf({ managedPolicies, inline, boundary, mfa, principals, externalId }: AccessConfig): string {
    return canonical({ managedPolicies, inline, boundary, mfa, principals, externalId });
}

/** `*` includes new accounts, and an account's key may have changed in the same run. */
function accountsInBoth({ accounts }: ManagementConfig, previous: Previous): ReadonlyMap<string, string> {
    const kept = accounts.flatMap(({ key, formerly }) =>
        [key, ...formerly].filter((each) => previous.accounts[each]?.id != null).map((each) => [each, key] as const),
    );
    return new Map([["management", "management"], ...kept]);
}
