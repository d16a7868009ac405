import type { ClientOptions } from "../../aws/clients";
import { namedList } from "../../aws/named";
import { ifRenamed, names, othersLike, outFirst, replacements } from "../../aws/preflight/rename-cure";
import type { ManagementConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { isAkin, partsOf } from "./akin-names";
import { isNamed, knownUsers, type KnownUser, type UserMap } from "./known-users";
import type { OwnResource, OwnStack } from "./own-stack";
import { thereAtAws } from "./there-at-aws";

/** Users of one key of the config. */
export interface UsersOf {
    readonly map: UserMap;
    readonly users: readonly (ManagementConfig["admins"][number] & { readonly groups?: readonly string[] })[];
}

/** Everybody in a stack's config, and the company's names, which distinguish nobody. */
export interface Everybody {
    /** All keys of the stack with users, because a user may move between them. */
    readonly maps: readonly UsersOf[];
    /** Groups that users may be in. */
    readonly groups: readonly { readonly name: string; readonly formerly: readonly string[] }[];
    readonly company: ManagementConfig["company"];
    /** Whether Identity Center gets users and admins from the config: it cannot rename them, and the config must not request it. */
    readonly makesDirectoryUsers: boolean;
    /** Whether somebody could sign in to the account after a run without these new users. Default: these users are never the last ones. */
    readonly comesInWithout?: (come: readonly string[]) => Promise<boolean>;
}

/**
 * Users that look renamed: one goes and a similar one comes, without `formerly`. The engine would delete the one, with password, devices
 * and keys, and create the other. Two users are the same person if they have the same PGP key and nobody else has it; otherwise if their
 * names are similar and their groups the same. Emergency users are no persons, and are all similar unless two keys distinguish them.
 * Anybody else is a different person, and the preview shows who goes.
 *
 * @param listed names of the account's users, read only if somebody looks renamed
 */
export async function replacedUserFaults(
    everybody: Everybody,
    options: ClientOptions,
    { resources }: Pick<OwnStack, "resources">,
    listed: () => Promise<readonly string[]> = () => namedList("aws:iam/user:User", options),
): Promise<readonly Fault[]> {
    const known = knownUsers(resources);
    const inBoth = groupsInBoth(everybody, resources);
    if (replacedUsers(everybody, known, inBoth).length === 0) return [];
    const isThere = await thereAtAws(listed);
    const there = known.filter(({ name, inDirectory }) => inDirectory || isThere(name));
    const found = replacedUsers(everybody, there, inBoth);
    const come = found.flatMap(([, like]) => names(like));
    const goesFirst = found.length === 0 || (await everybody.comesInWithout?.(come)) !== false;
    return found.map(([{ name, inDirectory, password }, like]) => ({
        severity: "fault",
        path: formatPath([like[0].map, like[0].name]),
        message: `it is like ${name}, which is no longer in the config: that user would be deleted with password, devices and keys, and another one made${othersLike(names(like))}`,
        cure: `if it is another user: ${goesFirst ? outFirst(names(like), name) : outLast(names(like), name)}; ${
            inDirectory || (everybody.makesDirectoryUsers && like[0].map !== "breakGlass")
                ? directoryCure(names(like), name)
                : renamedCure(like, name, password !== undefined && like.some(({ pgpKey }) => pgpKey === undefined))
        }`,
    }));
}

/** Somebody who leaves keeps access for one more run only if nobody else could sign in. */
function outLast(come: readonly string[], before: string): string {
    return `nobody could come into the account without ${before}: leave it beside ${come.join(" and ")}, until one of those who stay has signed in with a device; then take ${before} out`;
}

function directoryCure(come: readonly string[], before: string): string {
    return `if it has a new name, which Identity Center cannot give: name both, ${before} and ${come.join(" or ")}, until the new one signs in with a device; then take ${before} out`;
}

function renamedCure(come: readonly User[], before: string, losesKey: boolean): string {
    return `${ifRenamed(come, before)}${losesKey ? ` (and keep the pgpKey of ${before}: without it the password goes that it has sealed)` : ""}`;
}

type User = UsersOf["users"][number] & Pick<UsersOf, "map">;

function replacedUsers(
    { maps, company }: Everybody,
    known: readonly KnownUser[],
    inBoth: ReadonlyMap<string, string>,
): readonly (readonly [KnownUser, readonly [User, ...User[]]])[] {
    const users = maps.flatMap(({ map, users: all }) => all.map((user) => ({ ...user, map })));
    const isOf = ({ name, formerly }: User, before: KnownUser): boolean =>
        [name, ...formerly].some((each) => isNamed(each, before.name));
    const gone = known.filter((before) => !users.some((user) => isOf(user, before)));
    const come = users.filter((user) => !known.some((before) => isOf(user, before)));
    const shared = new Set([...twice(users), ...twice(known)]);
    const tells = ({ pgpKey }: User | KnownUser): boolean => pgpKey !== undefined && !shared.has(pgpKey);
    const others = [...users, ...known].filter((each) => !come.some(({ name }) => isNamed(name, each.name)));
    const isSame = (user: User, before: KnownUser): boolean => {
        if (user.map !== before.map) return false;
        if (user.map === "breakGlass") return (user.pgpKey ?? before.pgpKey) === (before.pgpKey ?? user.pgpKey);
        if (tells(user) && tells(before)) return user.pgpKey === before.pgpKey;
        const groups = [...(user.groups ?? []), ...(before.groups ?? [])];
        const common = [
            ...others.flatMap(({ name }) => (isNamed(name, before.name) ? [] : partsOf(name))),
            ...[company.name, company.short, ...groups].flatMap(partsOf),
        ];
        return isInSameGroups(user, before, inBoth) && isAkin(user.name, before.name, common);
    };
    return replacements(come, gone, isSame, (name) => partsOf(name).join(""));
}

/** Names of groups that are also in the config, by their names in the state, both in lower case. A group may be renamed in the same run. */
function groupsInBoth({ groups }: Everybody, resources: readonly OwnResource[]): ReadonlyMap<string, string> {
    const known = resources
        .filter(({ type }) => type === "aws:iam/group:Group")
        .map(({ outputs }) => String(outputs["name"]));
    return new Map(
        groups.flatMap(({ name, formerly }) =>
            known
                .filter((each) => [name, ...formerly].some((other) => isNamed(each, other)))
                .map((each) => [each.toLowerCase(), name.toLowerCase()] as const),
        ),
    );
}

/** Only groups that exist before and after the run are compared. */
function isInSameGroups(user: User, before: KnownUser, inBoth: ReadonlyMap<string, string>): boolean {
    if (before.groups === undefined) return true;
    const remaining = new Set(inBoth.values());
    const now = (user.groups ?? []).filter((each) => remaining.has(each.toLowerCase()));
    return isSameSet(
        now,
        before.groups.flatMap((each) => inBoth.get(each.toLowerCase()) ?? []),
    );
}

/** Keys that two of them have. */
function twice(users: readonly { readonly pgpKey?: string }[]): readonly string[] {
    const keys = users.flatMap(({ pgpKey }) => pgpKey ?? []);
    return keys.filter((key, index) => keys.indexOf(key) !== index);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
    const lower = (names: readonly string[]): string =>
        [...new Set(names.map((name) => name.toLowerCase()))].sort().join("\n");
    return lower(one) === lower(other);
}
