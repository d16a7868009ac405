/** What IAM knows about people's passwords. */
import { awsClient, type ClientOptions } from "./clients";

/** Whether the user ever signed in with a password (IAM API, User: PasswordLastUsed). Throws AWS's error if it may not be read. */
export async function hasSignedIn(options: ClientOptions, user: string): Promise<boolean> {
    const { GetUserCommand, IAMClient } = await import("@aws-sdk/client-iam");
    const { User: found } = await awsClient(IAMClient, options).send(new GetUserCommand({ UserName: user }));
    return found?.PasswordLastUsed !== undefined;
}
