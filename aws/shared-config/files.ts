import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { readUserFile } from "../../config/files";
import { readIni, type IniSection } from "./ini";

/** A profile's settings: key → value, as the shared files have them. */
export type Profile = Readonly<Record<string, string | undefined>>;

/** One of the two shared files. */
export interface SharedFile {
    readonly path: string;
    /** Why it is this file: the variable that names it, or "default". */
    readonly why: string;
    /** Settings by profile; empty if the file does not exist. */
    readonly profiles: Readonly<Record<string, Profile>>;
    /** Whether it begins with a byte order mark, which hides the first section from all readers. */
    readonly hasMark: boolean;
    /** Every section under its name in the file: `profile x` in the config file is `x` in the credentials file. */
    readonly sections: ReadonlyMap<string, IniSection>;
}

/** AWS's shared config and credentials files. */
export interface SharedFiles {
    readonly config: SharedFile;
    readonly credentials: SharedFile;
    /** Settings of both files together, by profile. */
    readonly profiles: Readonly<Record<string, Profile>>;
    /** Settings by name of the `sso-session`. */
    readonly ssoSessions: Readonly<Record<string, Profile>>;
}

/** Reads both files as the AWS SDK for Go does. A file that cannot be read counts as empty. */
export function readSharedFiles(environment: NodeJS.ProcessEnv = process.env): SharedFiles {
    const read = (kind: SharedFileKind): ReadFile => {
        const path = sharedFilePath(kind, environment);
        const variable = sharedFileVariables[kind];
        return { path, why: environment[variable] ? variable : "default", text: textOf(path) };
    };
    return sharedFiles(read("config"), read("credentials"));
}

/** The variable that names each of the two files. */
export const sharedFileVariables = { config: "AWS_CONFIG_FILE", credentials: "AWS_SHARED_CREDENTIALS_FILE" } as const;
export type SharedFileKind = keyof typeof sharedFileVariables;

/**
 * Path of a shared file, as the AWS SDK for Go finds it: an empty variable is ignored, a relative path starts in the current folder, and
 * `~` is a folder of that name (config 1.32: envconfig passes the text on unchanged, and the file is opened with it).
 */
export function sharedFilePath(kind: SharedFileKind, environment: NodeJS.ProcessEnv = process.env): string {
    const named = environment[sharedFileVariables[kind]];
    return named ? resolve(named) : join(homedir(), ".aws", kind);
}

type ReadFile = Pick<SharedFile, "path" | "why"> & { readonly text: string };

/** The settings in two texts together. */
export function sharedFiles(config: ReadFile, credentials: ReadFile): SharedFiles {
    const [configSections, credentialsSections] = [readIni(config.text), readIni(credentials.text)];
    const ofConfig = configProfiles(configSections);
    const ofCredentials = new Map([...credentialsSections].filter(([name]) => !name.startsWith("profile ")));
    const profiles = new Map([...ofConfig].map(([name, { values }]) => [name, new Map(values)]));
    for (const [name, { values }] of ofCredentials) {
        const together = profiles.get(name);
        if (together === undefined) profiles.set(name, new Map(values));
        else for (const [key, value] of mergeable(values)) together.set(key, value);
    }
    const named = ({ path, why, text }: ReadFile): Pick<SharedFile, "path" | "why" | "hasMark"> => ({
        path,
        why,
        hasMark: text.startsWith("\uFEFF"),
    });
    return {
        config: { ...named(config), sections: configSections, profiles: settingsOf(ofConfig) },
        credentials: { ...named(credentials), sections: credentialsSections, profiles: settingsOf(ofCredentials) },
        profiles: Object.fromEntries([...profiles].map(([name, values]) => [name, Object.fromEntries(values)])),
        ssoSessions: Object.fromEntries(
            [...configSections].flatMap(([name, { values }]) =>
                name.startsWith("sso-session ")
                    ? [[name.slice("sso-session ".length), Object.fromEntries(values)] as const]
                    : [],
            ),
        ),
    };
}

/** A profile's settings from both files; undefined if there is no such profile. */
export function profileOf({ profiles }: Pick<SharedFiles, "profiles">, name: string): Profile | undefined {
    return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}

/** Names of all profiles, in the order of the files. */
export function profileNames({ profiles }: Pick<SharedFiles, "profiles">): readonly string[] {
    return Object.keys(profiles);
}

/** The default profile: AWS_PROFILE, then AWS_DEFAULT_PROFILE. An empty variable is ignored. */
export function environmentProfile(environment: NodeJS.ProcessEnv = process.env): string | undefined {
    return environment["AWS_PROFILE"] || environment["AWS_DEFAULT_PROFILE"] || undefined;
}

/** `[profile x]` is x, `[default]` is default unless there is `[profile default]`; other sections without a kind are ignored. */
function configProfiles(sections: ReadonlyMap<string, IniSection>): ReadonlyMap<string, IniSection> {
    const found = new Map<string, IniSection>();
    for (const [name, section] of sections) {
        if (name.startsWith("profile ")) found.set(name.slice("profile ".length), section);
        else if (/^default$/iu.test(name) && !sections.has(`profile ${name}`)) found.set(name, section);
    }
    return found;
}

/** Keys that the credentials file may change in a profile of the config file. Source: config 1.32, mergeSections. */
const mergedKeys: ReadonlySet<string> = new Set([
    "role_arn",
    "source_profile",
    "credential_source",
    "external_id",
    "mfa_serial",
    "role_session_name",
    "region",
    "credential_process",
    "web_identity_token_file",
    "duration_seconds",
    "sso_session",
    "sso_account_id",
    "sso_region",
    "sso_role_name",
    "sso_start_url",
    "login_session",
    "retry_mode",
    "max_attempts",
    "defaults_mode",
    "ec2_metadata_service_endpoint_mode",
]);

function mergeable(values: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
    // Half a pair of keys changes nothing, and neither does a token without keys.
    const isPair = values.has("aws_access_key_id") && values.has("aws_secret_access_key");
    const ofPair = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];
    return [...values].filter(([key]) => mergedKeys.has(key) || (isPair && ofPair.includes(key)));
}

function settingsOf(sections: ReadonlyMap<string, IniSection>): Readonly<Record<string, Profile>> {
    return Object.fromEntries([...sections].map(([name, { values }]) => [name, Object.fromEntries(values)]));
}

function textOf(path: string): string {
    try {
        return readUserFile(path).toString("utf8");
    } catch {
        return "";
    }
}
