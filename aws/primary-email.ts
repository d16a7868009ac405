/** The root email of a member account, changed from the management account by a code that AWS sends to the new address. */
import {
    AcceptPrimaryEmailUpdateCommand,
    AccountClient,
    GetPrimaryEmailCommand,
    StartPrimaryEmailUpdateCommand,
} from "@aws-sdk/client-account";
import { awsClient, type ClientOptions } from "./clients";
import { isOutcomeUnknown, sentOnce } from "./sent-once";

/** A code as AWS sends it (Account Management API, AcceptPrimaryEmailUpdate). */
export const emailCode = /^[a-zA-Z0-9]{6}$/u;

/** The email as Account Management has it, which Organizations shows some time later. Throws AWS's error where it may not be read. */
export async function primaryEmail(client: AccountClient, AccountId: string): Promise<string> {
    return (await client.send(new GetPrimaryEmailCommand({ AccountId }))).PrimaryEmail!;
}

/**
 * Has AWS send a code to the new address. It is sent once: AWS counts codes, and a second one would end the first, which may be in the
 * mailbox. Only what AWS has refused as too fast is asked for again.
 *
 * @returns `sent`, or `unknown`: the response was lost, and a code may have been sent
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

/** Gives AWS the code. Throws AWS's error. */
export async function acceptEmailUpdate(
    client: AccountClient,
    AccountId: string,
    PrimaryEmail: string,
    Otp: string,
): Promise<void> {
    await client.send(new AcceptPrimaryEmailUpdateCommand({ AccountId, PrimaryEmail, Otp }));
}
