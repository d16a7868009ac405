/** The primary contact that an account has. */
import { AccountClient, GetContactInformationCommand, type ContactInformation } from "@aws-sdk/client-account";
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/**
 * Reads primary contacts: of a member by its id, of the caller's own account without one, which the API refuses. Undefined where there is
 * none. Throws AWS's error when it may not be read.
 */
export function contactInformation(
    options: ClientOptions,
): (accountId: string | undefined) => Promise<ContactInformation | undefined> {
    const client = awsClient(AccountClient, options);
    return async (accountId) => {
        try {
            const asked = accountId === undefined ? {} : { AccountId: accountId };
            return (await client.send(new GetContactInformationCommand(asked))).ContactInformation;
        } catch (error) {
            if (isAwsError(error, "ResourceNotFound")) return undefined;
            throw error;
        }
    };
}
