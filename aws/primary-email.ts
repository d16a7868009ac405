/** The root email of a member account, which the management account changes with a code that AWS sends to the new address. */
import {
    AcceptPrimaryEmailUpdateCommand,
    AccountClient,
    GetPrimaryEmailCommand,
    StartPrimaryEmailUpdateCommand,
} from "@aws-sdk/client-account";
import { awsClient, type ClientOptions } from "./clients";
import { isOutcomeUnknown, sentOnce } from "./sent-once";

/** Format of the code (Account Management API, AcceptPrimaryEmailUpdate). */
export const emailCode = /^[a-zA-Z0-9]{6}$/u;

/** The email in Account Management, which Organizations shows some time later. Throws AWS's error if it may not be read. */
export async function primaryEmail(client: AccountClient, AccountId: string): Promise<string> {
    return (await client.send(new GetPrimaryEmailCommand({ AccountId }))).PrimaryEmail!;
}

/**
 * Has AWS send a code to the new address. The call is sent once: AWS counts codes, and a second one would invalidate the first, which may
 * be in the mailbox. It is repeated only if AWS throttled it.
 *
 * @returns `sent`, or `unknown` if the response was lost and a code may have been sent
 */
export async function startEmailUpdate(
    options: ClientOptions,
    AccountId: string,
    PrimaryEmail: string,
): Promise<"sent" | "unknown"> {
    try {
        await sentOnce(awsClient(AccountClient, options)).send(
            new StartPrimaryEmailUpdateCommand({ AccountId, PrimaryEmail }),
        );
        return "sent";
    } catch (error) {
        if (isOutcomeUnknown(error)) return "unknown";
        throw error;
    }
}

/** Sends the code to AWS. Throws AWS's error. */
export async function acceptEmailUpdate(
    client: AccountClient,
    AccountId: string,
    PrimaryEmail: string,
    Otp: string,
): Promise<void> {
    await client.send(new AcceptPrimaryEmailUpdateCommand({ AccountId, PrimaryEmail, Otp }));
}
