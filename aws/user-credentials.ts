import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import { hasSignedIn } from "./passwords";
import { collect } from "./snapshot";

/** What an IAM user can come in with. */
export interface UserCredentials {
    /** An access key that is active. */
    readonly hasKey: boolean;
    readonly hasPassword: boolean;
    /** Whether anybody ever signed in with a password (IAM API, User: PasswordLastUsed). */
    readonly hasSignedIn: boolean;
}

/** Asks IAM for them; none for a user that is not there. Throws AWS's error when they may not be read. */
export async function userCredentials(options: ClientOptions, user: string): Promise<UserCredentials> {
    const iam = await import("@aws-sdk/client-iam");
    const client = awsClient(iam.IAMClient, options);
    const UserName = user;
    const [keys, hasPassword, signedIn] = await Promise.all([
        unlessAbsent(collect(iam.paginateListAccessKeys({ client }, { UserName }), (page) => page.AccessKeyMetadata)),
        unlessAbsent(client.send(new iam.GetLoginProfileCommand({ UserName })).then(() => true)),
        unlessAbsent(hasSignedIn(options, user)),
    ]);
    return {
        hasKey: keys?.some(({ Status }) => Status === "Active") === true,
        hasPassword: hasPassword === true,
        hasSignedIn: signedIn === true,
    };
}

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}
