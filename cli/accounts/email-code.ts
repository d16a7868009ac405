import type { AccountClient } from "@aws-sdk/client-account";
import { isAwsError } from "../../aws/error-codes";
import type { Member } from "../../aws/members";
import { acceptEmailUpdate, emailCode, primaryEmail, startEmailUpdate } from "../../aws/primary-email";
import type { AccountConfig } from "../../config";
import { shellWord } from "../../config/faults";
import type { Step } from "../common/plan";
import { askSecret, canAsk } from "../common/prompt";
import { CliError, exitCodes, say } from "../common/ui";

/** A change of an account's root email. */
export interface EmailChange {
    readonly client: AccountClient;
    /** `aws:region` of the management stack. */
    readonly region: string;
    readonly account: AccountConfig;
    readonly member: Member;
    /** The new address. */
    readonly to: string;
    /** Whether AWS has the new address already. */
    readonly isChanged: boolean;
}

/** How often a person may type a code. */
const tries = 3;

/**
 * The steps by which AWS sends a code to the new address and gets it back.
 *
 * @param given a code that AWS sent in an earlier run
 */
export function codeSteps(change: EmailChange, given: string | undefined): readonly Step[] {
    const { client, member, to, isChanged } = change;
    let [code, typed, isLost] = [given, 0, false];
    return [
        {
            title: `have AWS send a code to ${to}`,
            done: isChanged || given !== undefined,
            act: async () => {
                isLost = (await start(change)) === "unknown";
            },
        },
        {
            title: "give AWS the code, which changes the email",
            done: isChanged,
            ask: async () => {
                if (given === undefined) code = await askCode(change, { isLost, isAgain: typed > 0 });
            },
            again: (error) => error instanceof WrongCode && given === undefined && ++typed < tries,
            act: async () => {
                try {
                    await acceptEmailUpdate(client, member.id, to, code!);
                } catch (error) {
                    // Accepted already: an earlier response was lost, or another person was faster.
                    if (isSame(await primaryEmail(client, member.id), to)) return;
                    throw refusedCode(error, change);
                }
            },
        },
    ];
}

/** Whether two addresses are the same: AWS ignores their case. */
export function isSame(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}

/** AWS refused the code; a person may type another. */
class WrongCode extends CliError {}

async function start({ region, account, member, to }: EmailChange): Promise<"sent" | "unknown"> {
    try {
        return await startEmailUpdate({ region }, member.id, to);
    } catch (error) {
        if (isAwsError(error, "Conflict"))
            throw new CliError(
                `AWS refuses ${to}: ${(error as Error).message}`,
                "an account outside of this organization has it, or had it when it was closed: choose another",
            );
        if (isAwsError(error, "TooManyRequests"))
            throw new CliError(
                "AWS sends no more codes for now: too many were asked for",
                `wait some minutes, then run it again; with a code that was sent before: ${withCode(account.key, to)}`,
            );
        throw error;
    }
}

async function askCode(
    { account, to }: EmailChange,
    { isLost, isAgain }: { readonly isLost: boolean; readonly isAgain: boolean },
): Promise<string> {
    const goOn = withCode(account.key, to);
    if (!canAsk())
        throw new CliError(
            isLost ? lostWords(to) : `AWS has sent a code to ${to}, and there is no terminal to ask for it at`,
            `go on with it: ${goOn}`,
            exitCodes.usage,
        );
    if (!isAgain)
        say(
            isLost ? `! ${lostWords(to)}` : `AWS has sent a code to ${to}. If this run is cut off, go on with: ${goOn}`,
        );
    return askSecret("The code", {
        cure: goOn,
        check: (text) => (emailCode.test(text) ? undefined : "it has six letters or digits"),
    });
}

function withCode(key: string, to: string): string {
    return `./org accounts email ${shellWord(key)} --to ${shellWord(to)} --code <code>`;
}

function lostWords(to: string): string {
    return `AWS's response was lost, so a code may be on its way to ${to} or not; it is not asked for a second time, for AWS counts codes and a second one ends the first`;
}

function refusedCode(error: unknown, { account: { key }, to }: EmailChange): unknown {
    const again = `have AWS send another: ./org accounts email ${shellWord(key)} --to ${shellWord(to)}`;
    if (isAwsError(error, "Validation"))
        return new WrongCode("AWS does not take this code", `look at the newest mail to ${to}; or ${again}`);
    if (isAwsError(error, "ResourceNotFound"))
        return new CliError(`no code of AWS's is open for ${to}: it has expired, or none was sent`, again);
    if (isAwsError(error, "Conflict"))
        return new CliError(
            `AWS refuses ${to}: ${(error as Error).message}`,
            "another account has taken it meanwhile: choose another",
        );
    return error;
}
