import type { ClientOptions } from "../../aws/clients";
import { namedList } from "../../aws/named";
import { rightsOf } from "../../aws/preflight/replaced-faults";
import { cureOf, names, othersLike, replacements } from "../../aws/preflight/rename-cure";
import type { ManagementOutputs, SecurityConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { isNamed } from "../shared/known-users";
import { nameOf, type OwnStack } from "../shared/own-stack";
import { thereAtAws } from "../shared/there-at-aws";

/**
 * Groups that look renamed without `formerly`: one disappears, and a new one has the same roles, or roles with the same rights.
 * @param listed names of the account's groups, asked for where one looks renamed
 */
export async function replacedGroupFaults(
    { groups }: Pick<SecurityConfig, "groups">,
    management: Pick<ManagementOutputs, "identity" | "access" | "accounts" | "management">,
    options: ClientOptions,
    { outputs, resources }: Pick<OwnStack, "outputs" | "resources">,
    listed: () => Promise<readonly string[]> = () => namedList("aws:iam/group:Group", options),
): Promise<readonly Fault[]> {
    const before = Object.entries((outputs["groups"] ?? {}) as Readonly<Record<string, readonly string[]>>);
    const hasUsers = management.identity.includes("users");
    const inDirectory = resources.filter(({ type }) => type === "aws:identitystore/group:Group");
    // Groups of an identity provider are managed there, and found in the directory by name.
    if (!hasUsers && inDirectory.length === 0) return [];
    const inDirectoryAs = (name: string): string | undefined => {
        const there = inDirectory.find(({ urn }) => isNamed(nameOf(urn), `directory-group-${name}`));
        return there === undefined ? undefined : String(there.outputs["displayName"]);
    };
    const isKept = (name: string): boolean => {
        const there = inDirectoryAs(name);
        return !hasUsers && there !== undefined && groups.some(({ directoryName }) => isNamed(directoryName, there));
    };
    const isGone = (name: string): boolean =>
        !groups.some((group) => [group.name, ...group.formerly].some((each) => isNamed(each, name)));
    const gone = before.flatMap(([name, had]) => (isGone(name) && !isKept(name) ? [{ name, had }] : []));
    const come = groups.filter((group) =>
        [group.name, ...group.formerly].every((each) => !before.some(([name]) => isNamed(each, name))),
    );
    const isSame = rolesCompared(management, before, outputs);
    const found = replacements(come, gone, (group, { had }) => isSame(group.roles, had));
    if (found.length === 0) return [];
    const isThere = await thereAtAws(listed);
    return found
        .filter(([{ name }]) => inDirectoryAs(name) !== undefined || isThere(name))
        .map(([{ name }, like]) => ({
            severity: "fault",
            path: formatPath(["groups", like[0].name]),
            message: `by its roles it is like group ${name}, which is no longer in the config: that group would be deleted with whatever was put on it by hand, and another one made${othersLike(names(like))}`,
            cure: cureOf("group", like, name),
        }));
}

/** An account, with the roles that people had there after this stack's last run. */
interface ProfileBefore {
    readonly id: string;
    readonly roles: Readonly<Record<string, unknown>>;
}

/**
 * Whether a group has the roles that another one had: the same one, or one with the same rights in the same accounts, as roles have no
 * former names. The rights of a role that `access` no longer has are unknown: any role that no group had, in the same accounts, may have
 * replaced it.
 */
function rolesCompared(
    management: Pick<ManagementOutputs, "access" | "accounts" | "management">,
    before: readonly (readonly [string, readonly string[]])[],
    outputs: OwnStack["outputs"],
): (roles: readonly string[], had: readonly string[]) => boolean {
    const { access, accounts } = management;
    const rights = new Map(access.map((each) => [each.role, `${rightsOf(each)} ${each.accounts.join()}`]));
    const known = new Set(before.flatMap(([, had]) => had));
    const profiles = Object.values((outputs["profiles"] ?? {}) as Readonly<Record<string, ProfileBefore>>);
    const ids = new Set([management.management.id, ...Object.values(accounts).map(({ id }) => id)]);
    const inBoth = profiles.filter(({ id }) => ids.has(id));
    const placeBefore = (role: string): string =>
        inBoth.flatMap(({ id, roles }) => (roles[role] === undefined ? [] : [id])).join();
    const placeNow = (role: string): string => {
        const keys = access.find((each) => each.role === role)?.accounts ?? [];
        const own = new Set(keys.map((key) => (key === "management" ? management.management.id : accounts[key]?.id)));
        return inBoth.flatMap(({ id }) => (own.has(id) ? [id] : [])).join();
    };
    return (roles, had) => {
        const kept = new Set(had.flatMap((role) => rights.get(role) ?? []));
        const places = had.filter((role) => !rights.has(role)).map(placeBefore);
        const isOne = (role: string): boolean => {
            if (kept.has(rights.get(role) ?? "")) return true;
            const place = placeNow(role);
            return !known.has(role) && place !== "" && places.includes(place);
        };
        const now = new Set(roles.flatMap((role) => rights.get(role) ?? []));
        const hasAny = roles.length > 0 || had.length === 0;
        return hasAny && roles.every(isOne) && [...kept].every((each) => now.has(each));
    };
}
