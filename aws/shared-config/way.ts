import type { Keys } from "../keys";
import { SharedConfigFault } from "./fault";
import { profileOf, type Profile, type SharedFiles } from "./files";
import { noSuchProfile, sourceWithoutKeys } from "./missing";
import { checkValues } from "./values";

/** A role that is assumed on the way to a profile's credentials. */
export interface Role {
    /** The profile that has it. */
    readonly profile: string;
    readonly arn: string;
    readonly serial?: string;
    readonly sessionName?: string;
    readonly externalId?: string;
    /** `duration_seconds`, as the file has it. */
    readonly duration?: string;
}

/** Where the first keys come from. */
export type OriginKind =
    | "keys"
    | "environment"
    | "machine"
    | "instance"
    | "container"
    | "web identity"
    | "identity center"
    | "login"
    | "process"
    /** An unknown `credential_source`; no way has it. */
    | "unknown";

export interface Origin {
    readonly kind: OriginKind;
    readonly profile: string;
    /** Only of kind `keys`. */
    readonly keys?: Keys;
}

/** How the AWS SDK for Go gets the credentials of a profile: the first keys, then role after role. */
export interface Way {
    readonly profile: string;
    readonly origin: Origin;
    /** In the order in which they are assumed. */
    readonly roles: readonly Role[];
    /** Every profile that is read, beginning with the requested one. */
    readonly visited: readonly string[];
}

/** One profile, as Go's SDK keeps it while it follows the sources. */
interface Step {
    readonly profile: string;
    readonly settings: Profile;
    readonly source?: Step;
}

/** Differences from Go's SDK. */
export interface WayOptions {
    /** Whether a role may be assumed with credentials of `aws login`, as `org mfa` does; Go's SDK refuses. Default: false. */
    readonly loginAsSource?: boolean;
}

/**
 * The way to a profile's credentials. Throws a SharedConfigFault if Go's SDK would find none.
 *
 * Go's SDK differs from the AWS CLI and from the JavaScript SDK: a source that has keys and a role gives the role's session, and so does a
 * profile with a role, keys and no source. Source: config 1.32, setFromIniSections and resolveCredsFromProfile.
 */
export function wayOf(files: SharedFiles, profile: string, options: WayOptions = {}): Way {
    const visited: string[] = [];
    const first = follow(files, profile, visited, options);
    const roles: Role[] = [];
    let innermost = first;
    for (let step: Step | undefined = first; step !== undefined; step = step.source) {
        innermost = step;
        // With a web identity, that call already assumes the role.
        if (step.settings["role_arn"] && !(step.source === undefined && originKind(step.settings) === "web identity"))
            roles.unshift(roleOf(step));
    }
    const origin = originOf(innermost);
    if (origin.kind === "identity center") checkSso(files, innermost);
    const source = innermost.settings["credential_source"];
    if (origin.kind === "unknown")
        throw new SharedConfigFault(
            `profile ${innermost.profile} has credential_source = ${source!}`,
            `write one of ${Object.keys(sources).join(", ")} into [profile ${innermost.profile}] of ${files.config.path}`,
        );
    return { profile, origin, roles, visited };
}

/** Settings that are ignored in a profile that is visited for the second time, which then gives its own credentials. */
const roleKeys = ["role_arn", "external_id", "mfa_serial", "role_session_name", "source_profile"];
/** Settings that are ignored if there is a source. */
const credentialKeys = [
    "credential_source",
    "credential_process",
    "web_identity_token_file",
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "sso_account_id",
    "sso_region",
    "sso_role_name",
    "sso_start_url",
];

function follow(files: SharedFiles, profile: string, visited: string[], options: WayOptions): Step {
    const asking = visited.at(-1);
    let settings = profileOf(files, profile);
    if (settings === undefined) throw noSuchProfile(files, profile, asking);
    const place = `[profile ${profile}] of ${files.config.path}`;
    checkPair(files, profile);
    checkValues(settings, profile, files.config.path);
    const isAgain = visited.includes(profile);
    if (isAgain) settings = without(settings, roleKeys);
    else checkRole(settings, profile, place);
    const isSource = visited.length > 0;
    visited.push(profile);
    if (isSource && hasKeys(settings)) return { profile, settings };
    checkOne(settings, profile, place);
    const next = settings["source_profile"];
    const source = next ? follow(files, next, visited, options) : undefined;
    const isLogin = options.loginAsSource === true && Boolean(source?.settings["login_session"]);
    if (source !== undefined && !isLogin && !hasCredentials(source.settings))
        throw sourceWithoutKeys(files, source.profile, profile, visited);
    checkSsoSession(files, settings, profile);
    return {
        profile,
        settings: source === undefined ? settings : without(settings, credentialKeys),
        ...(source === undefined ? {} : { source }),
    };
}

function roleOf({ profile, settings }: Step): Role {
    const { mfa_serial, role_session_name, external_id, duration_seconds } = settings;
    return {
        profile,
        arn: settings["role_arn"]!,
        ...(mfa_serial ? { serial: mfa_serial } : {}),
        ...(role_session_name ? { sessionName: role_session_name } : {}),
        ...(external_id ? { externalId: external_id } : {}),
        ...(duration_seconds ? { duration: duration_seconds } : {}),
    };
}

function originOf({ profile, settings }: Step): Origin {
    const kind = originKind(settings);
    if (kind !== "keys") return { kind, profile };
    const { aws_access_key_id, aws_secret_access_key, aws_session_token } = settings;
    return {
        kind,
        profile,
        keys: {
            accessKeyId: aws_access_key_id!,
            secretAccessKey: aws_secret_access_key!,
            ...(aws_session_token ? { sessionToken: aws_session_token } : {}),
        },
    };
}

const sources: Readonly<Record<string, OriginKind>> = {
    Environment: "environment",
    Ec2InstanceMetadata: "instance",
    EcsContainer: "container",
};

function originKind(settings: Profile): OriginKind {
    if (hasKeys(settings)) return "keys";
    const named = settings["credential_source"];
    if (named) return Object.hasOwn(sources, named) ? sources[named]! : "unknown";
    if (settings["web_identity_token_file"]) return "web identity";
    if (hasSso(settings)) return "identity center";
    if (settings["login_session"]) return "login";
    return settings["credential_process"] ? "process" : "machine";
}

export function hasKeys(settings: Profile): boolean {
    return Boolean(settings["aws_access_key_id"] && settings["aws_secret_access_key"]);
}

function hasSso(settings: Profile): boolean {
    return ["sso_session", "sso_region", "sso_account_id", "sso_start_url", "sso_role_name"].some(
        (key) => settings[key],
    );
}

/** Whether a profile can be a source. One with `login_session` cannot: its credentials are for itself only. */
function hasCredentials(settings: Profile): boolean {
    const named = ["source_profile", "credential_source", "credential_process", "web_identity_token_file"];
    return named.some((key) => settings[key]) || hasSso(settings) || hasKeys(settings);
}

function checkRole(settings: Profile, profile: string, place: string): void {
    const needs = ["source_profile", "credential_source", "web_identity_token_file"].find((key) => settings[key]);
    if (needs !== undefined && !settings["role_arn"])
        throw new SharedConfigFault(
            `profile ${profile} has ${needs} and no role_arn`,
            `write into ${place}: role_arn = arn:aws:iam::<account id>:role/<name>; or take ${needs} out`,
        );
}

function checkOne(settings: Profile, profile: string, place: string): void {
    const kinds = ["source_profile", "credential_source", "credential_process", "web_identity_token_file"];
    const found = kinds.filter((key) => settings[key]);
    if (found.length > 1)
        throw new SharedConfigFault(
            `profile ${profile} has ${found.join(" and ")}, and Pulumi's provider takes one of them`,
            `leave one in ${place}`,
        );
}

/** Refuses a key without its secret, or a secret without its key. */
function checkPair({ config, credentials }: SharedFiles, profile: string): void {
    const file = Object.hasOwn(credentials.profiles, profile) ? credentials : config;
    const settings = file.profiles[profile] ?? {};
    const [first, second] = ["aws_access_key_id", "aws_secret_access_key"] as const;
    if ((settings[first] === undefined) === (settings[second] === undefined)) return;
    const [there, missing] = settings[first] === undefined ? [second, first] : [first, second];
    throw new SharedConfigFault(
        `profile ${profile} has ${there} and no ${missing} in ${file.path}`,
        `aws configure --profile ${profile} writes both`,
    );
}

/** The section must exist even if the profile has other credentials. */
function checkSsoSession(files: SharedFiles, settings: Profile, profile: string): void {
    const name = settings["sso_session"]?.trim();
    if (!name || Object.hasOwn(files.ssoSessions, name)) return;
    const { path } = files.config;
    throw new SharedConfigFault(
        `profile ${profile} has sso_session = ${name}, and there is no [sso-session ${name}] in ${path}`,
        `write into ${path}: ${ssoSection(name)}`,
    );
}

function checkSso(files: SharedFiles, { profile, settings }: Step): void {
    const name = settings["sso_session"]?.trim();
    const { path } = files.config;
    const session = name ? files.ssoSessions[name]! : settings;
    const needed = name
        ? ["sso_start_url", "sso_region"]
        : ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"];
    const missing = needed.filter((key) => !session[key]);
    const where = name ? `[sso-session ${name}] in ${path}, of profile ${profile},` : `profile ${profile}`;
    if (missing.length > 0)
        throw new SharedConfigFault(
            `${where} has no ${missing.join(" and no ")}`,
            name ? `write it: ${ssoSection(name)}` : `write it into [profile ${profile}] of ${path}`,
        );
    const other = needed.find((key) => settings[key] && settings[key] !== session[key]);
    if (other !== undefined)
        throw new SharedConfigFault(
            `profile ${profile} has another ${other} than its [sso-session ${name!}] in ${path}`,
            `take ${other} out of [profile ${profile}]`,
        );
}

function ssoSection(name: string): string {
    return `[sso-session ${name}] with the lines sso_start_url = https://….awsapps.com/start, sso_region = <its region>, sso_registration_scopes = sso:account:access`;
}

function without(settings: Profile, keys: readonly string[]): Profile {
    return Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)));
}
