import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { firstPassword } from "./first-password";

export interface PersonArgs {
    /** IAM user name, `firstname.lastname`. */
    readonly userName: string;
    /** Names of the user's groups. */
    readonly groups: readonly pulumi.Input<string>[];
    /** The person's public PGP key, in base64 and not armored, or `keybase:<name>`. Default: no password is created. */
    readonly pgpKey?: string;
}

/**
 * A person's IAM user. A password is created only if it can be encrypted for the person. Access keys and MFA devices
 * are never created, because their secrets would be in the state.
 */
export class Person extends pulumi.ComponentResource {
    public readonly userName: pulumi.Output<string>;
    /** The first password, encrypted with the person's PGP key, in base64; undefined without a key. */
    public readonly encryptedPassword: pulumi.Output<string> | undefined;

    constructor(name: string, args: PersonArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:Person", name, {}, opts);
        const user = new aws.iam.User(
            `${name}-user`,
            // Devices and keys that the person created must not block the deletion of the user. The flag must be in the
            // state before the user is destroyed.
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
