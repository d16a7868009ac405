import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface FirstPasswordArgs {
    /** IAM user name. */
    readonly userName: string;
    /** Base64 of a public PGP key, not armored, or `keybase:<name>`. */
    readonly pgpKey: string;
}

/** A user's first password, which is good for one sign-in and is in the state as the key has encrypted it. It is never made again. */
export function firstPassword(
    name: string,
    { userName, pgpKey }: FirstPasswordArgs,
    opts: pulumi.CustomResourceOptions,
): aws.iam.UserLoginProfile {
    return new aws.iam.UserLoginProfile(
        name,
        // By the plain name, so that a password that there is already can be found before anything is made.
        { user: userName, pgpKey, passwordLength: 24, passwordResetRequired: true },
        {
            ...opts,
            // AWS flips the reset flag at the first login; seen as a change, it would make a new password (hashicorp/terraform-provider-aws#23567).
            // And a user who is renamed keeps the password that there is.
            ignoreChanges: ["passwordLength", "passwordResetRequired", "pgpKey", "user"],
        },
    );
}
