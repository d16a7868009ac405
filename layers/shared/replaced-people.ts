import type { ClientOptions } from "../../aws/clients";
import { namedList } from "../../aws/named";
import { formerlyWith, pairs } from "../../aws/preflight/replaced-faults";
import type { ManagementConfig, SecurityConfig } from "../../config";
import { type Fault, formatPath, nearest } from "../../config/faults";
import { nameOf, type OwnResource, type OwnStack } from "./own-stack";

type UserMap = "admins" | "breakGlass" | "users";

/** Users of one map of the config. */
export interface UsersOf {
    readonly map: UserMap;
    readonly users: readonly (ManagementConfig["admins"][number] & { readonly groups?: readonly string[] })[];
}

/** A user as the last run of the stack left it. */
interface KnownUser {
    readonly name: string;
    readonly map: UserMap;
    /** Absent where the state does not say them by name. */
    readonly groups?: readonly string[];
    readonly pgpKey?: string;
    /** Whether Identity Center has it, which cannot rename a user. */
    readonly inDirectory: boolean;
}

const types = {
    user: "aws:iam/user:User",
    login: "aws:iam/userLoginProfile:UserLoginProfile",
    membership: "aws:iam/userGroupMembership:UserGroupMembership",
    directoryUser: "aws:identitystore/user:User",
    directoryGroup: "aws:identitystore/group:Group",
};

/**
 * Users that look renamed: one goes and another one like it comes, without `formerly`. The engine would delete the one with password, devices and
 * keys, and make the other. A person is the same by the key that seals the password; without two keys by a part of the name that nobody
 * else has, in the same groups. Users for emergencies are no persons, and all alike. Anybody else is another person, and the preview shows who goes.
 *
 * @param maps all of the stack's, for a user may change from one to another
 * @param listed names of the account's users, asked for where somebody looks renamed
 */
export async function replacedUserFaults(
    maps: readonly UsersOf[],
    options: ClientOptions,
    { resources }: Pick<OwnStack, "resources">,
    listed: () => Promise<readonly string[]> = () => namedList("aws:iam/user:User", options),
): Promise<readonly Fault[]> {
    const known = knownUsers(resources);
    const found = replacedUsers(maps, known);
    if (found.length === 0) return [];
    // One that AWS has no more cannot be lost. Who may not list them hears of it too.
    const atAws = await listed().catch(() => undefined);
    const there = known.filter(
        ({ name, inDirectory }) => inDirectory || (atAws?.some((each) => isNamed(each, name)) ?? true),
    );
    return replacedUsers(maps, there).map(([{ map, name, formerly }, before]) => ({
        severity: "fault",
        path: formatPath([map, name]),
        message: `it is like ${before.name}, which is no longer in the config: that user would be deleted with password, devices and keys, and another one made`,
        cure: before.inDirectory
            ? `Identity Center cannot rename a user: name both, ${before.name} and ${name}, until ${name} signs in with a device; then take ${before.name} out`
            : `if it has a new name: formerly: ${formerlyWith(formerly, before.name)}; if it is another user: put ${before.name} back beside it and run pulumi up, then take ${before.name} out in a run of its own`,
    }));
}

/** Groups of the security stack, so too: one with the same roles. */
export function replacedGroupFaults(
    { groups }: Pick<SecurityConfig, "groups">,
    identity: readonly string[],
    { outputs, resources }: Pick<OwnStack, "outputs" | "resources">,
): readonly Fault[] {
    const before = Object.entries((outputs["groups"] ?? {}) as Readonly<Record<string, readonly string[]>>);
    const hasUsers = identity.includes("users");
    const inDirectory = resources.filter(({ type }) => type === types.directoryGroup);
    // Those of the identity provider are its own, and the directory has a group by its name there.
    if (!hasUsers && inDirectory.length === 0) return [];
    const directoryNames = groups.map(({ directoryName }) => directoryName);
    const isKept = (name: string): boolean => {
        const there = inDirectory.find(({ urn }) => isNamed(nameOf(urn), `directory-group-${name}`));
        return !hasUsers && directoryNames.some((each) => isNamed(each, String(there?.outputs["displayName"])));
    };
    const isGone = (name: string): boolean =>
        !groups.some((group) => [group.name, ...group.formerly].some((each) => isNamed(each, name)));
    const gone = before.filter(([name]) => isGone(name) && !isKept(name));
    const come = groups.filter((group) =>
        [group.name, ...group.formerly].every((each) => !before.some(([name]) => isNamed(each, name))),
    );
    return pairs(come, gone, ({ roles }, [, others]) => isSameSet(roles, others)).map(
        ([{ name, formerly }, [other]]) => ({
            severity: "fault",
            path: formatPath(["groups", name]),
            message: `it has the roles of group ${other}, which is no longer in the config: that group would be deleted with whatever was put on it by hand, and another one made`,
            cure: `if it has a new name: formerly: ${formerlyWith(formerly, other)}; if it is another group: put ${other} back beside it and run pulumi up, then take ${other} out in a run of its own`,
        }),
    );
}

type User = UsersOf["users"][number] & Pick<UsersOf, "map">;

function replacedUsers(maps: readonly UsersOf[], known: readonly KnownUser[]): readonly (readonly [User, KnownUser])[] {
    const users = maps.flatMap(({ map, users: all }) => all.map((user) => ({ ...user, map })));
    const isOf = ({ name, formerly }: User, before: KnownUser): boolean =>
        [name, ...formerly].some((each) => isNamed(each, before.name));
    const gone = known.filter((before) => !users.some((user) => isOf(user, before)));
    const come = users.filter((user) => !known.some((before) => isOf(user, before)));
    const others = [...users, ...known].filter((each) => !come.some(({ name }) => isNamed(name, each.name)));
    return pairs(come, gone, (user, before) =>
        isSameUser(
            user,
            before,
            others.filter(({ name }) => !isNamed(name, before.name)).map(({ name }) => name),
        ),
    );
}

function isSameUser(user: User, before: KnownUser, others: readonly string[]): boolean {
    if (user.map !== before.map) return false;
    if (user.pgpKey !== undefined && before.pgpKey !== undefined) return user.pgpKey === before.pgpKey;
    if (user.map === "breakGlass") return user.pgpKey === before.pgpKey;
    return isSameSet(user.groups ?? [], before.groups ?? user.groups ?? []) && isAkin(user.name, before.name, others);
}

/** Whether two names share a part that no other one has, or differ by a slip. Numbers tell users apart. */
function isAkin(name: string, before: string, others: readonly string[]): boolean {
    const digits = (text: string): string => text.replace(/\D/gu, "");
    if (digits(localPart(name)) !== digits(localPart(before))) return false;
    const common = new Set(others.flatMap(partsOf));
    const parts = partsOf(before);
    return (
        partsOf(name).some((part) => part.length > 2 && !common.has(part) && parts.includes(part)) ||
        nearest(localPart(name), [localPart(before)]) !== undefined
    );
}

/** `ada` and `lovelace` of `ada.lovelace@acme.example`. */
function partsOf(name: string): readonly string[] {
    return localPart(name).split(/[^\p{L}\d]+/u);
}

/** Without the domain of an email. */
function localPart(name: string): string {
    return name.toLowerCase().replace(/@.*$/u, "");
}

function knownUsers(resources: readonly OwnResource[]): readonly KnownUser[] {
    const of = (type: string): readonly OwnResource[] => resources.filter((each) => each.type === type);
    const keys = new Map(of(types.login).map(({ urn, outputs }) => [nameOf(urn), outputs["pgpKey"]]));
    const directory = of(types.directoryUser).map(({ outputs }) => String(outputs["userName"]));
    const people = of(types.user).flatMap(({ urn, outputs }) => {
        const component = nameOf(urn);
        const map = mapOf(component);
        if (map === undefined) return [];
        const name = String(outputs["name"]);
        const key = keys.get(`${map === "breakGlass" ? component : component.replace(/-user$/u, "")}-login`);
        const groups = of(types.membership).find((each) => isNamed(String(each.outputs["user"]), name));
        return [
            {
                name,
                map,
                ...(map === "users" ? { groups: (groups?.outputs["groups"] ?? []) as readonly string[] } : {}),
                ...(typeof key === "string" ? { pgpKey: key } : {}),
                inDirectory: directory.some((each) => isNamed(each, name)),
            },
        ];
    });
    // Of those in the directory alone the state has the groups by id.
    const isAdmins = people.some(({ map }) => map === "admins");
    const others = directory.filter((each) => !people.some(({ name }) => isNamed(each, name)));
    const map = isAdmins ? ("admins" as const) : ("users" as const);
    return [...people, ...others.map((name) => ({ name, map, inDirectory: true }))];
}

function mapOf(component: string): UserMap | undefined {
    if (component.startsWith("admin-")) return "admins";
    if (component.startsWith("break-glass-")) return "breakGlass";
    return component.startsWith("user-") ? "users" : undefined;
}

function isNamed(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
    const lower = (names: readonly string[]): string =>
        names
            .map((name) => name.toLowerCase())
            .sort()
            .join("\n");
    return lower(one) === lower(other);
}
