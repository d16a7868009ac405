import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { firstPassword } from "./first-password";

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
 * because their secrets would be in the state.
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
            args.pgpKey === undefined
                ? undefined
                : firstPassword(
                      `${name}-login`,
                      { userName: args.userName, pgpKey: args.pgpKey },
                      { parent: this, dependsOn: user },
                  ).encryptedPassword;
        this.userName = user.name;
        this.registerOutputs({ userName: this.userName });
    }
}
