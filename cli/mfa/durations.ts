import { durationText, secondsOf } from "../../config/aws-facts";
import { CliError, exitCodes } from "../common/ui";
import type { Hop } from "./chain";

/** Lifetimes of sessions, in seconds. Source: STS API Reference, DurationSeconds of GetSessionToken and of AssumeRole. */
export const lifetimes = {
    sessionDefault: 43_200,
    sessionMin: 900,
    sessionMax: 129_600,
    roleDefault: 3600,
    roleMin: 900,
    roleMax: 43_200,
    /** The longest session of a role that is assumed with session keys (role chaining). STS applies it to keys of GetSessionToken too. */
    chained: 3600,
} as const;

/** How long a role's session will last, and whose keys assume it. */
export interface RoleLifetime {
    readonly seconds: number;
    /** True: the user's own keys assume the role with the code, without a session between: the only way beyond an hour. */
    readonly direct: boolean;
    /** What the user should know about it. */
    readonly note?: string;
}

/**
 * Seconds of `--duration`, for the user's own session; 12 hours without it.
 *
 * @throws CliError out of range, before a code is asked for
 */
export function sessionSeconds(text: string | undefined): number {
    const { sessionDefault, sessionMin, sessionMax } = lifetimes;
    if (text === undefined) return sessionDefault;
    const seconds = secondsOf(text);
    if (seconds === undefined || seconds < sessionMin || seconds > sessionMax)
        throw new CliError(
            `--duration ${text}: AWS gives a session of ${sessionMin} to ${sessionMax} seconds`,
            `take a number of seconds in that range, or a time from 15m to 36h; without the flag it is ${sessionDefault} (12h)`,
            exitCodes.usage,
        );
    return seconds;
}

/**
 * How long the session of a role in the chain will last.
 *
 * @param isFirst whether the user's own keys reach the role, not another role
 * @param canAskCode whether a code may be used for this role alone; false where the base is a session already, to which no code can be
 * added
 */
export function roleLifetime(hop: Hop, isFirst: boolean, canAskCode: boolean): RoleLifetime {
    const { chained, roleDefault, roleMax, roleMin } = lifetimes;
    const seconds = hop.duration === undefined ? roleDefault : secondsOf(hop.duration);
    if (seconds === undefined || seconds < roleMin || seconds > roleMax)
        throw new CliError(
            `profile ${hop.profile}: duration_seconds = ${String(hop.duration)}: AWS gives a role's session of ${roleMin} to ${roleMax} seconds`,
            `write a number in that range into [profile ${hop.profile}]; without the line it is ${roleDefault}`,
        );
    if (seconds <= chained) return { seconds, direct: false };
    const asked = durationText(seconds);
    if (isFirst && canAskCode)
        return {
            seconds,
            direct: true,
            note: `profile ${hop.profile} asks for ${asked}, and what a session makes lasts an hour at most: the role is assumed with the code itself. Such a session carries no MFA flag: policies that ask for MFA refuse it`,
        };
    return {
        seconds: chained,
        direct: false,
        note: `profile ${hop.profile} asks for ${asked} and gets 1h: a role that is reached from a session lasts an hour at most (AWS calls it role chaining)`,
    };
}
