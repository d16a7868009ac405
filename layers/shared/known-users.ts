import { nameOf, type OwnResource } from "./own-stack";

/** Keys of the config with users. */
export type UserMap = "admins" | "breakGlass" | "users";

/** A user as of the stack's last run. */
export interface KnownUser {
    /** Name in IAM. */
    readonly name: string;
    readonly map: UserMap;
    /** Undefined if the state does not have their names. */
    readonly groups?: readonly string[];
    readonly pgpKey?: string;
    /** The first password that this program created: encrypted, or lost because its run failed. Absent: it created none. */
    readonly password?: "sealed" | "lost";
    /** Whether the user is also in Identity Center, which cannot rename users. */
    readonly inDirectory: boolean;
    /** False if the user is only in Identity Center. */
    readonly inIam: boolean;
}

const types = {
    user: "aws:iam/user:User",
    login: "aws:iam/userLoginProfile:UserLoginProfile",
    membership: "aws:iam/userGroupMembership:UserGroupMembership",
    directoryUser: "aws:identitystore/user:User",
};

/** The users in a state. A password belongs to the user that it was created with, even if that one was renamed since. */
export function knownUsers(resources: readonly OwnResource[]): readonly KnownUser[] {
    const of = (type: string): readonly OwnResource[] => resources.filter((each) => each.type === type);
    const logins = new Map(of(types.login).map(({ urn, outputs }) => [nameOf(urn), outputs]));
    const directory = of(types.directoryUser).map(({ outputs }) => String(outputs["userName"]));
    const people = of(types.user).flatMap(({ urn, outputs }) => {
        const component = nameOf(urn);
        const map = mapOf(component);
        if (map === undefined) return [];
        const name = String(outputs["name"]);
        // A person's component has the user as a child; the component of emergency users names each user directly.
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
    // For those only in the directory, the state has the groups by id.
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

/** Whether two names are the same: IAM and Identity Center compare names of users and groups without case. */
export function isNamed(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}
