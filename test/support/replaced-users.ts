import type { Fault } from "../../config/faults";
import type { OwnResource } from "../../layers/shared/own-stack";
import { replacedUserFaults, type UsersOf } from "../../layers/shared/replaced-people";

type Map = UsersOf["map"];

/** A user in the state or in the config. */
interface User {
    readonly groups?: readonly string[];
    readonly key?: string;
    readonly formerly?: readonly string[];
}
type Users = Readonly<Record<string, User>>;
export type Maps = Partial<Readonly<Record<Map, Users>>>;

const components: Readonly<Record<Map, (name: string) => string>> = {
    admins: (name) => `admin-${name}-user`,
    users: (name) => `user-${name}-user`,
    breakGlass: (name) => `break-glass-${name}`,
};

function resource(type: string, name: string, outputs: OwnResource["outputs"]): readonly [string, OwnResource] {
    const urn = `urn:pulumi:x::y::${type}::${name}`;
    return [urn, { urn, type, outputs }];
}

/** The state of a stack with these users and their groups. */
export function stateOf(maps: Maps, directory: readonly string[] = []): OwnResource[] {
    const people = Object.entries(maps).flatMap(([map, users]) =>
        Object.entries(users).flatMap(([name, { groups, key }]) => {
            const component = components[map as Map](name);
            const login = `${map === "breakGlass" ? component : component.replace(/-user$/u, "")}-login`;
            return [
                resource("aws:iam/user:User", component, { name }),
                resource("aws:iam/userGroupMembership:UserGroupMembership", `${component}-groups`, {
                    user: name,
                    groups: groups ?? [],
                }),
                ...(key === undefined
                    ? []
                    : [resource("aws:iam/userLoginProfile:UserLoginProfile", login, { user: name, pgpKey: key })]),
            ];
        }),
    );
    const inDirectory = directory.map((name) =>
        resource("aws:identitystore/user:User", `directory-user-${name}`, { userName: name }),
    );
    const groups = groupsOf(maps).map((name) => resource("aws:iam/group:Group", `group-${name}-group`, { name }));
    return [...people, ...inDirectory, ...groups].map(([, each]) => each);
}

interface Around {
    /** Groups of the config, by their earlier names. */
    readonly renamed?: Readonly<Record<string, string>>;
    /** Users in Identity Center. */
    readonly directory?: readonly string[];
    readonly listed?: () => Promise<readonly string[]>;
}

/** Faults of a run with the users `now` after one with those in `before`. Every group of a user exists. */
export async function replacedFaultsOf(before: Maps, now: Maps, around: Around = {}): Promise<readonly Fault[]> {
    const { renamed = {}, directory, listed } = around;
    const maps = Object.entries(now).map(([map, users]) => ({
        map: map as Map,
        users: Object.entries(users).map(([name, { groups, key, formerly = [] }]) => ({
            name,
            formerly,
            ...(groups === undefined ? {} : { groups }),
            ...(key === undefined ? {} : { pgpKey: key }),
        })),
    }));
    const groups = groupsOf(now).map((name) => ({
        name,
        formerly: Object.keys(renamed).filter((each) => renamed[each] === name),
    }));
    const everybody = Object.values(before).flatMap((users) => Object.keys(users));
    const own = { resources: stateOf(before, directory) };
    return replacedUserFaults(
        {
            maps,
            groups,
            company: { name: "acme-holdings", short: "acm" },
            makesDirectoryUsers: (directory ?? []).length > 0,
        },
        { region: "us-east-1" },
        own,
        listed ?? (() => Promise.resolve(everybody)),
    );
}

function groupsOf(maps: Maps): readonly string[] {
    return [
        ...new Set(
            Object.values(maps).flatMap((users) => Object.values(users).flatMap(({ groups = [] }) => [...groups])),
        ),
    ];
}
