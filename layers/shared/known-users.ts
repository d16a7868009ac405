import { nameOf, type OwnResource } from "./own-stack";

/** The maps of the config that have users. */
export type UserMap = "admins" | "breakGlass" | "users";

/** A user as the last run of the stack left it. */
export interface KnownUser {
    /** As IAM has it. */
    readonly name: string;
    readonly map: UserMap;
    /** Absent where the state does not say them by name. */
    readonly groups?: readonly string[];
    readonly pgpKey?: string;
    /** The first password that this program made: sealed, or lost because its run failed. Absent: it made none. */
    readonly password?: "sealed" | "lost";
    /** Whether Identity Center has it, which cannot rename a user. */
    readonly inDirectory: boolean;
    /** False for one that Identity Center alone has. */
    readonly inIam: boolean;
}

const types = {
    user: "aws:iam/user:User",
    login: "aws:iam/userLoginProfile:UserLoginProfile",
    membership: "aws:iam/userGroupMembership:UserGroupMembership",
    directoryUser: "aws:identitystore/user:User",
};

/** The users of a state. A password belongs to the user that it was made with, whatever that one is called since. */
export function knownUsers(resources: readonly OwnResource[]): readonly KnownUser[] {
    const of = (type: string): readonly OwnResource[] => resources.filter((each) => each.type === type);
    const logins = new Map(of(types.login).map(({ urn, outputs }) => [nameOf(urn), outputs]));
    const directory = of(types.directoryUser).map(({ outputs }) => String(outputs["userName"]));
    const people = of(types.user).flatMap(({ urn, outputs }) => {
        const component = nameOf(urn);
        const map = mapOf(component);
        if (map === undefined) return [];
        const name = String(outputs["name"]);
        // The component of a person has the user as a child; that of users for emergencies names each by its name alone.
        const login = logins.get(`${map === "breakGlass" ? component : component.replace(/-user$/u, "")}-login`);
        const groups = of(types.membership).find((each) => isNamed(String(each.outputs["user"]), name));
        return [
            {
                name,
                map,
                ...(map === "users" ? { groups: (groups?.outputs["groups"] ?? []) as readonly string[] } : {}),
                ...(typeof login?.["pgpKey"] === "string" ? { pgpKey: login["pgpKey"] } : {}),
                ...(login === undefined ? {} : { password: passwordOf(login) }),
                inDirectory: directory.some((each) => isNamed(each, name)),
                inIam: true,
            },
        ];
    });
    // Of those in the directory alone the state has the groups by id.
    const isAdmins = people.some(({ map }) => map === "admins");
    const others = directory.filter((each) => !people.some(({ name }) => isNamed(each, name)));
    const map = isAdmins ? ("admins" as const) : ("users" as const);
    return [...people, ...others.map((name) => ({ name, map, inDirectory: true, inIam: false }))];
}

function mapOf(component: string): UserMap | undefined {
    if (component.startsWith("admin-")) return "admins";
    if (component.startsWith("break-glass-")) return "breakGlass";
    return component.startsWith("user-") ? "users" : undefined;
}

function passwordOf({ encryptedPassword }: OwnResource["outputs"]): "sealed" | "lost" {
    return typeof encryptedPassword === "string" && encryptedPassword !== "" ? "sealed" : "lost";
}

/** Neither IAM nor Identity Center tells letter case apart in names of users and groups. */
export function isNamed(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}
