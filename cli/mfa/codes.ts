import { setTimeout as sleep } from "node:timers/promises";
import { askSecret, canAsk } from "../common/prompt";
import { isOutcomeUnknown } from "../../aws/sent-once";
import { shellWord } from "../../config/faults";
import { CliError, exitCodes, say } from "../common/ui";
import { deviceName } from "./device";
import { clockDoubt, isWrongCode, keysRefused, lostResponse, usedCode, wrongCode } from "./refusals";
import type { Base } from "./chain";
import type { StsCalls } from "./sts-calls";
import type { Trace } from "./trace";
import { secondsToNextCode, type UsedCodes } from "./used-codes";

const tries = 3;

/** Where codes come from. */
export interface CodeSource {
    /** `--otp`: six digits, or `-` for the first line of standard input; undefined: a person is asked. */
    readonly otp?: string | undefined;
    /** The requested profile, for the prompt. */
    readonly profile: string;
    readonly base: Base;
}

/** Gets codes of a device and uses each for one call of AWS. */
export class Codes {
    private given: string | undefined;

    public constructor(
        private readonly source: CodeSource,
        private readonly used: UsedCodes,
        private readonly calls: StsCalls,
        private readonly trace: Trace,
    ) {}

    /**
     * Checks that there is a code or a person to ask for one.
     *
     * @throws CliError
     */
    public mustBeThere(serial: string): void {
        const { otp, profile } = this.source;
        if (otp === undefined && !canAsk()) throw noTerminal(profile, serial);
    }

    /** Runs `act` with a code. At a terminal, a refused code is asked for again; a code of `--otp` has one try. */
    public async withCode<T>(serial: string, act: (code: string) => Promise<T>): Promise<T> {
        for (let left = tries; ;) {
            const code = await this.next(serial);
            this.trace.hideCode(code);
            const ago = this.used.usedAgo(serial, code);
            if (ago !== undefined) {
                this.trace.log(`code: used already ${ago} s ago, AWS is not asked`);
                if (this.source.otp !== undefined) throw usedCode(serial, ago);
                await waitForNext(usedCode(serial, ago).message);
                continue;
            }
            try {
                const result = await act(code);
                this.used.note(serial, code);
                return result;
            } catch (error) {
                if (isOutcomeUnknown(error)) {
                    this.used.note(serial, code);
                    const lost = lostResponse(serial, error);
                    this.trace.log("code: no response, so it may be used up and is not sent again");
                    left -= 1;
                    if (this.source.otp !== undefined || left === 0) throw lost;
                    await waitForNext(lost.message);
                    continue;
                }
                if (!isWrongCode(error)) {
                    // AWS has checked the code before it refused for another reason, so the code is used up.
                    if (answered(error)) this.used.note(serial, code);
                    throw keysRefusedAt(error, this.source.base, serial);
                }
                left -= 1;
                const fault = wrongCode(serial, this.calls.skew);
                this.trace.log(`code: refused${clockDoubt(this.calls.skew)}`);
                if (this.source.otp !== undefined || left === 0) throw fault;
                say(`✗ ${fault.message}. ${left === 1 ? "One try is" : `${left} tries are`} left.`);
            }
        }
    }

    private async next(serial: string): Promise<string> {
        const { otp, profile } = this.source;
        if (otp === undefined) {
            this.mustBeThere(serial);
            return askSecret(`Code of ${deviceName(serial)} (${serial}) for profile ${profile}:`, {
                cure: atTerminal(profile),
                check: (value) => (isCode(value) ? undefined : "six digits, as the device shows them"),
            });
        }
        // A code is good for one call, and --otp brings one code.
        if (this.given !== undefined)
            throw new CliError(
                `profile ${profile} needs one more code, and --otp has brought one`,
                `run it again with the next code, in ${secondsToNextCode()} s`,
            );
        this.given = otp === "-" ? await firstLine() : otp;
        if (!isCode(this.given))
            throw new CliError(
                `${otp === "-" ? "standard input" : "--otp"} does not hold six digits`,
                "hand over the code as the device shows it, zeros at its beginning too",
                exitCodes.usage,
            );
        return this.given;
    }
}

function noTerminal(profile: string, serial: string): CliError {
    return new CliError(
        `profile ${profile} needs a code of ${deviceName(serial)}, and there is no terminal to ask at`,
        atTerminal(profile),
        exitCodes.usage,
    );
}

function atTerminal(profile: string): string {
    return `run at a terminal: ./org mfa --profile ${shellWord(profile)}; or hand the code over: ./org mfa --profile ${shellWord(profile)} --otp -`;
}

function isCode(text: string): boolean {
    return /^\d{6}$/u.test(text);
}

function answered(error: unknown): boolean {
    return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined;
}

/** Leaves a role's refusal as it is: it is reported where the role is known. */
function keysRefusedAt(error: unknown, base: Base, serial: string): unknown {
    const reported = keysRefused(error, base, serial);
    return /sts:AssumeRole|MaxSessionDuration/u.test((error as Error).message) ? error : reported;
}

async function waitForNext(message: string): Promise<void> {
    const seconds = secondsToNextCode();
    say(`✗ ${message}. The next one comes in ${seconds} s; waiting for it …`);
    await sleep(seconds * 1000);
}

async function firstLine(): Promise<string> {
    let text = "";
    for await (const chunk of process.stdin) {
        text += String(chunk);
        if (text.includes("\n")) break;
    }
    return text.split("\n")[0]!.trim();
}
