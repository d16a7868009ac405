import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface DirectoryUser {
    readonly name: string;
    readonly groups: readonly string[];
    /** Another stack made this person, who is found by name. */
    readonly isFound?: boolean;
}

export interface DirectoryArgs {
    /** `d-…` */
    readonly identityStoreId: string;
    /** Names of the groups. */
    readonly groups: readonly string[];
    /** People and their groups; ignored where the identity provider brings them. */
    readonly users: readonly DirectoryUser[];
    /** True: groups and people come from the company's identity provider, and groups are found by name. */
    readonly synced: boolean;
}

/** Groups and people of Identity Center. A person made here gets a first password from an administrator, in the console. */
export class Directory extends pulumi.ComponentResource {
    /** Group id by name. */
    public readonly groupIds: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: DirectoryArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity-center:Directory", name, {}, opts);
        const { identityStoreId } = args;
        this.groupIds = Object.fromEntries(
            args.groups.map((group) => [
                group,
                args.synced ? this.findGroup(group, args) : this.makeGroup(name, group, args),
            ]),
        );
        for (const user of args.synced ? [] : args.users) {
            const memberId = user.isFound === true ? this.findUser(user, args) : this.makeUser(name, user, args);
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

    private findUser(user: DirectoryUser, { identityStoreId }: DirectoryArgs): pulumi.Output<string> {
        const uniqueAttribute = { attributePath: "UserName", attributeValue: user.name };
        return aws.identitystore.getUserOutput(
            { identityStoreId, alternateIdentifier: { uniqueAttribute } },
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

    private findGroup(group: string, { identityStoreId }: DirectoryArgs): pulumi.Output<string> {
        const uniqueAttribute = { attributePath: "DisplayName", attributeValue: group };
        return aws.identitystore.getGroupOutput(
            { identityStoreId, alternateIdentifier: { uniqueAttribute } },
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
