import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface PersonArgs {
    /** IAM user name, `firstname.lastname`. */
    readonly userName: string;
    /** Names of the groups that the user is in. */
    readonly groups: readonly pulumi.Input<string>[];
    /** Base64 of the person's public PGP key, not armored, or `keybase:<name>`. Absent: no password is made. */
    readonly pgpKey?: string;
}

/**
 * A person's IAM user. A password is made only if it can be encrypted for the person; an access key or an MFA device never,
 * for their secrets would stand in the state.
 */
export class Person extends pulumi.ComponentResource {
    public readonly userName: pulumi.Output<string>;
    /** The first password, encrypted with the person's key, in base64; absent without one. */
    public readonly encryptedPassword: pulumi.Output<string> | undefined;

    constructor(name: string, args: PersonArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:Person", name, {}, opts);
        const user = new aws.iam.User(
            `${name}-user`,
            // Devices and keys that the person made must not keep a leaver's user alive; it must be in state before the destroy.
            { name: args.userName, forceDestroy: true },
            { parent: this },
        );
        if (args.groups.length > 0) {
            new aws.iam.UserGroupMembership(
                `${name}-groups`,
                { user: user.name, groups: [...args.groups] },
                { parent: this },
            );
        }
        this.encryptedPassword =
            args.pgpKey === undefined ? undefined : this.makePassword(name, args.userName, args.pgpKey, user);
        this.userName = user.name;
        this.registerOutputs({ userName: this.userName });
    }

    private makePassword(name: string, userName: string, pgpKey: string, user: aws.iam.User): pulumi.Output<string> {
        return new aws.iam.UserLoginProfile(
            `${name}-login`,
            // By the plain name, so that a password that there is already can be found before anything is made.
            { user: userName, pgpKey, passwordLength: 24, passwordResetRequired: true },
            {
                parent: this,
                dependsOn: user,
                // AWS flips the reset flag at the first login; seen as a change, it would make a new password (hashicorp/terraform-provider-aws#23567).
                // And a user who is renamed keeps the password that there is.
                ignoreChanges: ["passwordLength", "passwordResetRequired", "pgpKey", "user"],
            },
        ).encryptedPassword;
    }
}
