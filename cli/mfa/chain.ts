import { differencesOf } from "../../aws/shared-config/differences";
import { SharedConfigFault } from "../../aws/shared-config/fault";
import { profileOf, type Profile, type SharedFiles } from "../../aws/shared-config/files";
import { wayOf, type Origin, type OriginKind, type Role, type Way } from "../../aws/shared-config/way";
import type { Keys } from "../../aws/keys";
import { orgCommand } from "../common/org-command";
import { CliError } from "../common/ui";

/** A role between the user's own keys and the requested profile, with the settings of the profile that names it. */
export interface Hop {
    readonly profile: string;
    readonly roleArn: string;
    /** `duration_seconds`, as it is in the file. */
    readonly duration?: string;
    readonly sessionName?: string;
    readonly externalId?: string;
}

/** Where the chain starts: keys in a file, or a source of keys (`aws login`, IAM Identity Center, a program). */
export interface Base {
    readonly profile: string;
    readonly keys?: Keys;
    /** The source of the keys, in words, for messages. */
    readonly from: string;
    readonly origin: Origin;
}

/** How the keys of a profile are made: the base and the roles after it. */
export interface Chain {
    /** The profile whose keys are printed or written. */
    readonly profile: string;
    readonly base: Base;
    /** Notes on programs that would resolve the profile differently from Pulumi's provider. */
    readonly notes: readonly string[];
    /** Roles in the order in which they are assumed; empty: the user's own session is what is needed. */
    readonly hops: readonly Hop[];
    /** `mfa_serial` and the profile that has it: of several, the one nearest to the base. */
    readonly serial?: { readonly value: string; readonly profile: string };
    /** `region` of the profile, or of the next one towards the base that has it. */
    readonly region?: string;
}

/** Names of the sources of keys that are not in a file. */
const origins: Readonly<Partial<Record<OriginKind, string>>> = {
    login: "aws login",
    "identity center": "IAM Identity Center",
    process: "credential_process",
    "web identity": "a web identity",
    instance: "this machine's role",
    container: "this container's role",
};

/**
 * Resolves a profile as Pulumi's provider does.
 *
 * @throws CliError with the line that is missing or wrong
 */
export function resolveChain(files: SharedFiles, asked: string, environmentKeys: Keys | undefined): Chain {
    const way = asCliError(() => wayOf(files, meant(files, asked), { loginAsSource: true }));
    const { profile, visited } = way;
    const hops = way.roles.map((role) => hopOf(role, files));
    const base = baseOf(files, way, environmentKeys);
    const settingsOf = (name: string): Profile => profileOf(files, name)!;
    const device = [...visited].reverse().find((name) => settingsOf(name)["mfa_serial"]);
    const region = visited.map((name) => settingsOf(name)["region"]).find(Boolean);
    return {
        profile,
        base,
        hops,
        notes: differencesOf(files, way),
        ...(device === undefined ? {} : { serial: { value: settingsOf(device)["mfa_serial"]!, profile: device } }),
        ...(region === undefined ? {} : { region }),
    };
}

/** For a profile whose `credential_process` is this command: the profile that it passes to it. For any other: the profile itself. */
function meant(files: SharedFiles, asked: string): string {
    const { credential_process: program = "", role_arn: role } = profileOf(files, asked) ?? {};
    if (role !== undefined || !/\borg(?:\.js)?["']?\s+mfa\b/u.test(program)) return asked;
    const named = profileIn(program);
    if (named === undefined || named === asked)
        throw new CliError(
            `profile ${asked} takes its keys from org mfa for itself`,
            `let its credential_process name the profile of the role: ${orgCommand()} mfa --profile <name> --credential-process`,
        );
    return named;
}

/** The value of `--profile` or `-p` in a command, whose quotes may differ; some files quote the whole command. */
function profileIn(program: string): string | undefined {
    const found = /\s(?:--profile|-p)[ =]+(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+))/u.exec(program);
    return found?.[1]?.replace(/\\(["\\$`])/gu, "$1") ?? found?.[2] ?? found?.[3];
}

/** Turns a fault of AWS's files into a CliError. */
function asCliError<T>(read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof SharedConfigFault) throw new CliError(error.message, error.cure);
        throw error;
    }
}

function hopOf({ profile, arn, ...rest }: Role, files: SharedFiles): Hop {
    if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/u.test(arn))
        throw new CliError(
            `profile ${profile}: role_arn = ${arn} is no role's ARN`,
            `write into [profile ${profile}] of ${files.config.path}: role_arn = arn:aws:iam::<account id>:role/<name>`,
        );
    const { duration, sessionName, externalId } = rest;
    return {
        profile,
        roleArn: arn,
        ...(duration === undefined ? {} : { duration }),
        ...(sessionName === undefined ? {} : { sessionName }),
        ...(externalId === undefined ? {} : { externalId }),
    };
}

function baseOf(files: SharedFiles, { origin, roles }: Way, environmentKeys: Keys | undefined): Base {
    const { kind, profile, keys } = origin;
    const { path } = files.credentials;
    if (kind === "environment") return environmentBase(origin, environmentKeys);
    if (keys?.sessionToken !== undefined)
        throw new CliError(
            `the keys of profile ${profile} are a session's, and session keys cannot make a session`,
            `the user's own, long-term keys belong under [${profile}] in ${path}, without aws_session_token`,
        );
    if (keys !== undefined) {
        const isThere = Boolean(files.credentials.profiles[profile]?.["aws_access_key_id"]);
        return { profile, keys, origin, from: `its keys in ${isThere ? "the credentials file" : "the config file"}` };
    }
    const from = origins[kind];
    if (from !== undefined) return { profile, origin, from };
    if (roles.some((role) => role.profile === profile))
        throw new CliError(
            `profile ${profile} has role_arn and no source_profile`,
            `write into [profile ${profile}] of ${files.config.path}: source_profile = <the profile that has your own keys>`,
        );
    if (environmentKeys?.sessionToken !== undefined)
        throw new CliError(
            `profile ${profile} has no keys, and those of the environment are a session's: session keys cannot make a session`,
            `${unsetKeys}; the user's own keys belong under [${profile}] in ${path}`,
        );
    throw new CliError(
        `profile ${profile} has no keys`,
        `aws configure --profile ${profile} writes them into ${path}; or sign in without keys: aws login --profile ${profile}`,
    );
}

/** The command that removes the environment's keys. */
export const unsetKeys = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";

function environmentBase(origin: Origin, keys: Keys | undefined): Base {
    const { profile } = origin;
    if (keys === undefined)
        throw new CliError(
            `profile ${profile} has credential_source = Environment, and the environment has no keys`,
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write source_profile instead",
        );
    if (keys.sessionToken !== undefined)
        throw new CliError(
            "the keys of the environment are a session's (AWS_SESSION_TOKEN), and session keys cannot make a session",
            `${unsetKeys}, and set the user's own, long-term keys`,
        );
    return { profile, keys, origin, from: "the keys of the environment (credential_source)" };
}
