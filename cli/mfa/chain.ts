import { nearest } from "../../config/faults";
import type { Keys } from "../../aws/clients";
import { CliError } from "../common/ui";
import { profileNames, profileOf, type Profile, type SharedFiles } from "./shared-files";

/** A role on the way from the user's own keys to the profile that is asked for. */
export interface Hop {
    readonly profile: string;
    readonly roleArn: string;
    /** `duration_seconds`, as written. */
    readonly duration?: string;
    readonly sessionName?: string;
    readonly externalId?: string;
}

/** Where the chain starts: keys that stand in a file, or what the SDK makes of the profile (`aws login`, SSO, a program). */
export type Base =
    | { readonly profile: string; readonly keys: Keys; readonly from: string }
    | { readonly profile: string; readonly keys?: undefined; readonly from: string };

/** The way to a profile. */
export interface Chain {
    /** The profile whose keys are handed out. */
    readonly profile: string;
    readonly base: Base;
    /** From the base outwards; empty: the user's own session is asked for. */
    readonly hops: readonly Hop[];
    /** `mfa_serial`, and the profile that has it: the nearest to the base. */
    readonly serial?: { readonly value: string; readonly profile: string };
    /** `region` of the profile or of the next one below that has it. */
    readonly region?: string;
}

/** What the SDK makes keys from, by the setting that says so. */
const providers: Readonly<Record<string, string>> = {
    login_session: "aws login",
    sso_session: "IAM Identity Center",
    sso_start_url: "IAM Identity Center",
    credential_process: "credential_process",
    web_identity_token_file: "a web identity",
};

/** The way to a profile, from its own keys over each role; a fault names the line that is missing or wrong. */
export function resolveChain(files: SharedFiles, asked: string, environmentKeys: Keys | undefined): Chain {
    const profile = meant(files, asked);
    const hops: Hop[] = [];
    const visited: { readonly name: string; readonly settings: Profile }[] = [];
    for (let name = profile; ;) {
        const settings = settingsOf(files, name, visited.at(-1)?.name);
        const isAgain = visited.some((seen) => seen.name === name);
        visited.push({ name, settings });
        const role = settings["role_arn"];
        // A source's own keys come before its role, as in the SDKs; so may a profile be its own source.
        if (
            role === undefined ||
            ((visited.length > 1 || settings["source_profile"] === undefined) && hasKeys(settings))
        )
            return finish(visited, hops, baseOf(files, name, settings, environmentKeys));
        if (isAgain)
            throw new CliError(
                `the profiles lead in a circle: ${visited.map((seen) => seen.name).join(" → ")}`,
                `let source_profile of ${name} in ${files.config.path} name the profile that has your own keys`,
            );
        hops.unshift(hopOf(name, role, settings, files));
        const source = settings["source_profile"];
        if (source === undefined) {
            if (settings["credential_source"] === "Environment")
                return finish(visited, hops, environmentBase(name, environmentKeys));
            throw new CliError(
                `profile ${name} has role_arn and no source_profile`,
                `write into [profile ${name}] of ${files.config.path}: source_profile = <the profile that has your own keys>`,
            );
        }
        name = source;
    }
}

/** A profile that takes its keys from this very command means the profile that it names to it. */
function meant(files: SharedFiles, asked: string): string {
    const { credential_process: program = "", role_arn: role } = profileOf(files, asked) ?? {};
    if (role !== undefined || !/\borg(?:\.js)?["']?\s+mfa\b/u.test(program)) return asked;
    const named = /--profile[ =]["']?([^\s"']+)/u.exec(program)?.[1];
    if (named === undefined || named === asked)
        throw new CliError(
            `profile ${asked} takes its keys from org mfa for itself`,
            `let its credential_process name the profile of the role: org mfa --profile <name> --credential-process`,
        );
    return named;
}

function settingsOf(files: SharedFiles, name: string, source: string | undefined): Profile {
    const found = profileOf(files, name);
    if (found !== undefined) return found;
    const names = profileNames(files);
    const near = nearest(name, names);
    throw new CliError(
        source === undefined
            ? `there is no profile ${name} in ${files.config.path}`
            : `profile ${source} has source_profile = ${name}, and there is no such profile in ${files.config.path} or ${files.credentials.path}`,
        near === undefined
            ? `org profiles render writes the organization's profiles${source === undefined ? "" : `; your own keys go under [${name}] in ${files.credentials.path}`}`
            : `did you mean ${near}?`,
    );
}

function hopOf(profile: string, roleArn: string, settings: Profile, files: SharedFiles): Hop {
    if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/u.test(roleArn))
        throw new CliError(
            `profile ${profile}: role_arn = ${roleArn} is no role's ARN`,
            `write into [profile ${profile}] of ${files.config.path}: role_arn = arn:aws:iam::<account id>:role/<name>`,
        );
    const { duration_seconds: duration, role_session_name: sessionName, external_id: externalId } = settings;
    return {
        profile,
        roleArn,
        ...(duration === undefined ? {} : { duration }),
        ...(sessionName === undefined ? {} : { sessionName }),
        ...(externalId === undefined ? {} : { externalId }),
    };
}

function hasKeys(settings: Profile): boolean {
    return Boolean(settings["aws_access_key_id"] && settings["aws_secret_access_key"]);
}

function baseOf(files: SharedFiles, profile: string, settings: Profile, environmentKeys: Keys | undefined): Base {
    if (hasKeys(settings)) {
        if (settings["aws_session_token"])
            throw new CliError(
                `the keys of profile ${profile} are a session's, and session keys cannot make a session`,
                `the user's own, long-term keys belong under [${profile}] in ${files.credentials.path}, without aws_session_token`,
            );
        const keys = {
            accessKeyId: settings["aws_access_key_id"]!,
            secretAccessKey: settings["aws_secret_access_key"]!,
        };
        return {
            profile,
            keys,
            from: `its keys in ${files.credentials.profiles[profile] ? "the credentials file" : "the config file"}`,
        };
    }
    const provider = Object.keys(providers).find((key) => settings[key]);
    if (provider !== undefined) return { profile, from: providers[provider]! };
    if (environmentKeys?.sessionToken !== undefined)
        throw new CliError(
            `profile ${profile} has no keys, and those of the environment are a session's: session keys cannot make a session`,
            `${unsetKeys}; the user's own keys belong under [${profile}] in ${files.credentials.path}`,
        );
    throw new CliError(
        `profile ${profile} has no keys`,
        `aws configure --profile ${profile} writes them into ${files.credentials.path}; or sign in without keys: aws login --profile ${profile}`,
    );
}

/** How to be rid of the environment's keys. */
export const unsetKeys = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";

function environmentBase(profile: string, keys: Keys | undefined): Base {
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
    return { profile, keys, from: "the keys of the environment (credential_source)" };
}

function finish(
    visited: readonly { readonly name: string; readonly settings: Profile }[],
    hops: readonly Hop[],
    base: Base,
): Chain {
    const device = [...visited].reverse().find(({ settings }) => settings["mfa_serial"]);
    const region = visited.find(({ settings }) => settings["region"])?.settings["region"];
    return {
        profile: visited[0]!.name,
        base,
        hops,
        ...(device === undefined ? {} : { serial: { value: device.settings["mfa_serial"]!, profile: device.name } }),
        ...(region === undefined ? {} : { region }),
    };
}
