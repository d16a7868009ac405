import { join } from "node:path";

/** A profile's settings: key → value, as the shared files have them. */
export type Profile = Readonly<Record<string, string | undefined>>;

/** One of the two shared files. */
export interface SharedFile {
    readonly path: string;
    /** Why it is this file: the variable that names it, or "default". */
    readonly why: string;
    /** Profile's name → settings; empty where there is no file. */
    readonly profiles: Readonly<Record<string, Profile>>;
}

/** AWS's shared config and credentials files. */
export interface SharedFiles {
    readonly config: SharedFile;
    readonly credentials: SharedFile;
}

/** Reads both files by the SDK's own reader; AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE and HOME are honoured. */
export async function readSharedFiles(environment: NodeJS.ProcessEnv = process.env): Promise<SharedFiles> {
    const { getHomeDir, loadSharedConfigFiles } = await import("@smithy/core/config");
    const place = (variable: string, name: string): Pick<SharedFile, "path" | "why"> => {
        const named = environment[variable];
        if (!named) return { path: join(getHomeDir(), ".aws", name), why: "default" };
        return { path: named.startsWith("~/") ? join(getHomeDir(), named.slice(2)) : named, why: variable };
    };
    const config = place("AWS_CONFIG_FILE", "config");
    const credentials = place("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    const read = await loadSharedConfigFiles({
        configFilepath: config.path,
        filepath: credentials.path,
        ignoreCache: true,
    });
    return {
        config: { ...config, profiles: read.configFile },
        credentials: { ...credentials, profiles: read.credentialsFile },
    };
}

/** A profile's settings from both files, the credentials file's first, as the SDKs take them; undefined: no such profile. */
export function profileOf({ config, credentials }: SharedFiles, name: string): Profile | undefined {
    const settings = config.profiles[name];
    const keys = credentials.profiles[name];
    return settings === undefined && keys === undefined ? undefined : { ...settings, ...keys };
}

/** Every profile's name, in the order of the files. */
export function profileNames({ config, credentials }: SharedFiles): readonly string[] {
    return [...new Set([...Object.keys(config.profiles), ...Object.keys(credentials.profiles)])];
}
