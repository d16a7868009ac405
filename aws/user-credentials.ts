import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import { hasSignedIn } from "./passwords";
import { collect } from "./snapshot";

/** Credentials of an IAM user. */
export interface UserCredentials {
    /** Whether it has an active access key. */
    readonly hasKey: boolean;
    readonly hasPassword: boolean;
    /** Whether anybody ever signed in with the password (IAM API, User: PasswordLastUsed). */
    readonly hasSignedIn: boolean;
}

/** Reads them from IAM; none for a user that does not exist. Throws AWS's error if they may not be read. */
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
