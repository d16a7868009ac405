import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface FirstPasswordArgs {
    /** IAM user name. */
    readonly userName: string;
    /** A public PGP key in base64, not armored, or `keybase:<name>`. */
    readonly pgpKey: string;
}

/**
 * A user's first password, which must be changed at the first sign-in. The state has it encrypted with the PGP key. It
 * is never created again.
 */
export function firstPassword(
    name: string,
    { userName, pgpKey }: FirstPasswordArgs,
    opts: pulumi.CustomResourceOptions,
): aws.iam.UserLoginProfile {
    return new aws.iam.UserLoginProfile(
        name,
        // The plain user name, not an Output, so that an existing password is found before anything is created.
        { user: userName, pgpKey, passwordLength: 24, passwordResetRequired: true },
        {
            ...opts,
            // AWS clears the reset flag at the first sign-in; seen as a change, that would create a new password
            // (hashicorp/terraform-provider-aws#23567). A renamed user keeps the existing password.
            ignoreChanges: ["passwordLength", "passwordResetRequired", "pgpKey", "user"],
        },
    );
}
