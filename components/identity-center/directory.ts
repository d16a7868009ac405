import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface DirectoryUser {
    readonly name: string;
    readonly groups: readonly string[];
}

/** Ids by name of the groups and people that are there already. */
export interface KnownPeople {
    readonly groups: Readonly<Record<string, string>>;
    readonly users: Readonly<Record<string, string>>;
}

export interface DirectoryArgs {
    /** `d-…` */
    readonly identityStoreId: string;
    /** Names of the groups. */
    readonly groups: readonly string[];
    /** People and their groups; none where the identity provider brings them. */
    readonly users: readonly DirectoryUser[];
    /** Made by another stack or by the identity provider: these are not made again. */
    readonly known: KnownPeople;
}

/** Groups and people of Identity Center. A person made here gets a first password from an administrator, in the console. */
export class Directory extends pulumi.ComponentResource {
    /** Group id by name. */
    public readonly groupIds: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: DirectoryArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity-center:Directory", name, {}, opts);
        const { identityStoreId } = args;
        this.groupIds = Object.fromEntries(
            args.groups.map((group) => {
                const known = args.known.groups[group];
                return [group, known === undefined ? this.makeGroup(name, group, args) : pulumi.output(known)];
            }),
        );
        for (const user of args.users) {
            const memberId = args.known.users[user.name] ?? this.makeUser(name, user, args);
            for (const group of user.groups) {
                new aws.identitystore.GroupMembership(
                    `${name}-user-${user.name}-${group}`,
                    { identityStoreId, groupId: this.groupIds[group]!, memberId },
                    { parent: this },
                );
            }
        }
        this.registerOutputs({ groupIds: this.groupIds });
    }

    private makeUser(name: string, user: DirectoryUser, { identityStoreId }: DirectoryArgs): pulumi.Output<string> {
        return new aws.identitystore.User(
            `${name}-user-${user.name}`,
            { identityStoreId, userName: user.name, displayName: user.name, name: nameOf(user.name) },
            { parent: this },
        ).userId;
    }

    private makeGroup(name: string, group: string, { identityStoreId }: DirectoryArgs): pulumi.Output<string> {
        return new aws.identitystore.Group(
            `${name}-group-${group}`,
            { identityStoreId, displayName: group },
            { parent: this },
        ).groupId;
    }
}

/** `ada.lovelace` as given and family name, which Identity Center asks for. */
export function nameOf(userName: string): { readonly givenName: string; readonly familyName: string } {
    const [given, ...family] = userName
        .split(/[._-]+/u)
        .filter((part) => part !== "")
        .map((part) => part.charAt(0).toUpperCase() + part.slice(1));
    const givenName = given ?? userName;
    return { givenName, familyName: family.length === 0 ? givenName : family.join(" ") };
}
