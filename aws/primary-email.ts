/** The root email of a member account, changed from the management account by a code that AWS sends to the new address. */
import {
    AcceptPrimaryEmailUpdateCommand,
    AccountClient,
    GetPrimaryEmailCommand,
    StartPrimaryEmailUpdateCommand,
} from "@aws-sdk/client-account";
import pRetry from "p-retry";
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

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
    // The SDK itself would send again what had no response.
    const client = awsClient(AccountClient, { ...options, maxAttempts: 1 });
    try {
        await pRetry(async () => client.send(new StartPrimaryEmailUpdateCommand({ AccountId, PrimaryEmail })), {
            retries: 4,
            shouldRetry: ({ error }) => isAwsError(error, "TooManyRequests"),
        });
        return "sent";
    } catch (error) {
        if (isLost(error)) return "unknown";
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

/** Whether AWS may have acted: it did not say that it refused, and the call was on its way. */
function isLost(error: unknown): boolean {
    const { $metadata, code = "" } = error as {
        readonly $metadata?: { readonly httpStatusCode?: number };
        readonly code?: string;
    };
    const status = $metadata?.httpStatusCode;
    if (status !== undefined) return status >= 500;
    return /^(?:ECONNRESET|EPIPE|ETIMEDOUT)$/u.test(code) || (error as Error).name === "TimeoutError";
}
