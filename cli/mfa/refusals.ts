import { explainedAwsError } from "../../aws/faults";
import { durationText } from "../../config/aws-facts";
import { CliError } from "../common/ui";
import type { Base, Hop } from "./chain";
import { deviceName } from "./device";
import { clockText } from "./sts-calls";
import { secondsToNextCode } from "./used-codes";

/** Whether AWS refused the code. Its message is the same for a wrong code and for a used one. */
export function isWrongCode(error: unknown): boolean {
    return isDenied(error) && /invalid MFA one time pass code/iu.test((error as Error).message);
}

/** Whether AWS denied the call: for missing permission, or for a code (see isWrongCode). */
export function isDenied(error: unknown): boolean {
    const { name } = error as Error;
    return name === "AccessDenied" || name === "AccessDeniedException";
}

/** Whether AWS does not know the keys any more: the session has ended or was revoked, or the access key was deleted. */
export function areKeysDead(error: unknown): boolean {
    return ["ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId"].includes((error as Error).name);
}

/** The error for a code that AWS refused. */
export function wrongCode(serial: string, skew: number): CliError {
    return new CliError(
        `AWS refuses the code of ${deviceName(serial)}: it is wrong, or another program has used it already (each is good once)${clockDoubt(skew)}`,
        `take the next code, in ${secondsToNextCode()} s; no session was lost`,
    );
}

/** The error for the code that this command used last. */
export function usedCode(serial: string, secondsAgo: number): CliError {
    return new CliError(
        `this code of ${deviceName(serial)} was used already, ${secondsAgo} s ago: each is good once`,
        `take the next code, in ${secondsToNextCode()} s`,
    );
}

/** The error where AWS's response was lost: AWS may have used the code up. */
export function lostResponse(serial: string, error: unknown): CliError {
    const { name, code = name, $metadata } = error as Error & LostError;
    const status = $metadata?.httpStatusCode;
    const what =
        status === undefined
            ? `AWS's response to the code of ${deviceName(serial)} was lost on its way (${code})`
            : `AWS failed at the code of ${deviceName(serial)} (${code}, status ${status})`;
    return new CliError(
        `${what}: the code may be used up, for each is good once, so it is not sent again`,
        `take the next code, in ${secondsToNextCode()} s`,
    );
}

interface LostError {
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * A remark on this machine's clock where it is wrong by 20 seconds or more; else empty.
 *
 * @param skew milliseconds
 */
export function clockDoubt(skew: number): string {
    if (Math.abs(skew) < 20_000) return "";
    return `; ${clockText(skew)}, so an authenticator on this machine shows wrong codes`;
}

/** The error for a call with the user's own keys that AWS refused. */
export function keysRefused(error: unknown, { profile, from }: Base, device?: string): unknown {
    const { name, message } = error as Error;
    if (isDenied(error) && /verify your MFA serial number/iu.test(message))
        return new CliError(
            `AWS does not know device ${device ?? "of the profile"} as one of this user's`,
            "leave mfa_serial out: ./org mfa finds the device; or take its ARN from IAM → Users → Security credentials",
        );
    if (name === "InvalidClientTokenId")
        return new CliError(
            `AWS does not know the access key of profile ${profile} (${from}): it was deleted or is inactive`,
            `aws configure --profile ${profile} writes the user's new keys`,
        );
    return reported(error);
}

/**
 * The error for a role that AWS refused.
 *
 * @param how who assumed it, the age of its MFA in milliseconds, whether with the code itself, and the cure for a base that is a sign-in
 */
export function roleRefused(
    error: unknown,
    hop: Hop,
    how: { readonly by: string; readonly mfaAge?: number; readonly direct: boolean; readonly signIn?: string },
): unknown {
    const { name, message } = error as Error;
    if (name === "ValidationError" && /MaxSessionDuration/u.test(message))
        return new CliError(
            `role ${hop.roleArn} does not last as long as profile ${hop.profile} asks for (duration_seconds = ${hop.duration ?? "3600"})`,
            "write a smaller number, or let the role last longer: `session` in Pulumi.management.yaml",
        );
    if (!isDenied(error)) return reported(error);
    const proof = proofOf(how);
    return new CliError(
        `AWS does not let ${how.by} into role ${hop.roleArn} (profile ${hop.profile})${proof}`,
        how.signIn ??
            `see that role_arn of profile ${hop.profile} is right, that the role's trust names ${how.by}, and that ${how.by} may sts:AssumeRole it`,
    );
}

function proofOf({ mfaAge, direct }: { readonly mfaAge?: number; readonly direct: boolean }): string {
    if (direct) return ", though the code was right";
    if (mfaAge === undefined) return "";
    return `, though the session's MFA is ${durationText(Math.round(mfaAge / 1000))} old`;
}

/** AWS's error with its explanation, if there is one. */
function reported(error: unknown): unknown {
    const explained = explainedAwsError(error);
    return explained === undefined ? error : new CliError(explained.message, explained.cure);
}
