/** An account's password policy. */
import { GetAccountPasswordPolicyCommand, IAMClient, type PasswordPolicy } from "@aws-sdk/client-iam";
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/** Undefined if the account has none and AWS's default applies. Throws AWS's error if it may not be read. */
export async function readPasswordPolicy(options: ClientOptions): Promise<PasswordPolicy | undefined> {
    try {
        const answer = await awsClient(IAMClient, options).send(new GetAccountPasswordPolicyCommand({}));
        return answer.PasswordPolicy;
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}
