import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { keyedChild } from "../keyed-child";

export interface DirectoryGroup {
    /** Name in the config, which people and roles refer to. */
    readonly name: string;
    /** Its name in the directory. */
    readonly directoryName: string;
    /** Its earlier names: Identity Center renames it in place. */
    readonly formerly: readonly string[];
}

export interface DirectoryUser {
    readonly name: string;
    readonly groups: readonly string[];
}

/** Ids, by name, of groups and people that exist already. */
export interface KnownPeople {
    readonly groups: Readonly<Record<string, string>>;
    readonly users: Readonly<Record<string, string>>;
}

export interface DirectoryArgs {
    /** Identity store id, `d-…`. */
    readonly identityStoreId: string;
    readonly groups: readonly DirectoryGroup[];
    /** People and their groups; empty if the identity provider brings them. */
    readonly users: readonly DirectoryUser[];
    /** Groups and people of another stack or of the identity provider, which are not created again. */
    readonly known: KnownPeople;
}

/**
 * What people and administrators change in Identity Center about a person, including the email: the config has only the
 * user name.
 */
const ownWords = [
    ...[
        "displayName",
        "name",
        "nickname",
        "title",
        "userType",
        "profileUrl",
        "preferredLanguage",
        "locale",
        "timezone",
    ],
    ...["emails", "phoneNumbers", "addresses"],
];

/** Groups and people of Identity Center. An administrator gives a new person the first password in the console. */
export class Directory extends pulumi.ComponentResource {
    /** Group id by name. */
    public readonly groupIds: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: DirectoryArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity-center:Directory", name, {}, opts);
        const { identityStoreId } = args;
        this.groupIds = Object.fromEntries(
            args.groups.map((group) => {
                const known = args.known.groups[group.name];
                return [group.name, known === undefined ? this.makeGroup(name, group, args) : pulumi.output(known)];
            }),
        );
        const former = new Map(args.groups.map((group) => [group.name, group.formerly]));
        for (const user of args.users) {
            const memberId = args.known.users[user.name] ?? this.makeUser(name, user, args);
            for (const group of user.groups) {
                const child = keyedChild(`${name}-user-${user.name}`, [group, ...(former.get(group) ?? [])]);
                new aws.identitystore.GroupMembership(
                    child.name,
                    { identityStoreId, groupId: this.groupIds[group]!, memberId },
                    { parent: this, ...child.opts },
                );
            }
        }
        this.registerOutputs({ groupIds: this.groupIds });
    }

    private makeUser(name: string, user: DirectoryUser, { identityStoreId }: DirectoryArgs): pulumi.Output<string> {
        return new aws.identitystore.User(
            `${name}-user-${user.name}`,
            { identityStoreId, userName: user.name, displayName: user.name, name: nameOf(user.name) },
            { parent: this, ignoreChanges: ownWords },
        ).userId;
    }

    private makeGroup(name: string, group: DirectoryGroup, { identityStoreId }: DirectoryArgs): pulumi.Output<string> {
        return new aws.identitystore.Group(
            `${name}-group-${group.name}`,
            { identityStoreId, displayName: group.directoryName },
            {
                parent: this,
                ignoreChanges: ["description"],
                aliases: group.formerly.map((former) => ({ name: `${name}-group-${former}` })),
            },
        ).groupId;
    }
}

/** Given and family name, which Identity Center requires, from a user name such as `ada.lovelace`. */
export function nameOf(userName: string): { readonly givenName: string; readonly familyName: string } {
    const [given, ...family] = userName
        .split(/[._-]+/u)
        .filter((part) => part !== "")
        .map((part) => part.charAt(0).toUpperCase() + part.slice(1));
    const givenName = given ?? userName;
    return { givenName, familyName: family.length === 0 ? givenName : family.join(" ") };
}
