import * as fs from "node:fs";
import * as path from "node:path";
import { bootstrapKeys, endpoint, type Emulator } from "./emulator/emulator";
import { shellQuote } from "./project";

/** Set in `.sandbox/env` and for every command that the sandbox runs. Undefined: unset, lest the user's own be meant. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The passphrase of the sandbox's local state; it keeps nothing secret. */
const passphrase = "sandbox";

/** Where the engine, its state and AWS are, for a sandbox in `folder`. */
export function sandboxEnvironment(folder: string, emulator: Emulator, region: string): Environment {
    return {
        PULUMI_HOME: path.join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
        PULUMI_ACCESS_TOKEN: undefined,
        PULUMI_STACK: undefined,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        AWS_ENDPOINT_URL: process.env["AWS_ORGANIZATION_ENDPOINT_URL"] ?? endpoint(emulator),
        AWS_ACCESS_KEY_ID: bootstrapKeys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: bootstrapKeys.secretAccessKey,
        AWS_SESSION_TOKEN: undefined,
        AWS_PROFILE: undefined,
        AWS_DEFAULT_PROFILE: undefined,
        ...userEndpoints(),
        AWS_REGION: region,
        AWS_CONFIG_FILE: path.join(folder, "aws", "config"),
        AWS_SHARED_CREDENTIALS_FILE: path.join(folder, "aws", "credentials"),
        AWS_EC2_METADATA_DISABLED: "true",
        // What the emulator does not implement it refuses at once; nothing is gained by trying for minutes.
        AWS_MAX_ATTEMPTS: "3",
    };
}

/** What of the user's environment would send a call past `AWS_ENDPOINT_URL`, to AWS itself or to a proxy. */
function userEndpoints(): Environment {
    const services = Object.keys(process.env).filter((name) => name.startsWith("AWS_ENDPOINT_URL_"));
    const switches = ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"];
    const direct = [process.env["NO_PROXY"] ?? process.env["no_proxy"], "127.0.0.1", "localhost"];
    const noProxy = [...new Set(direct.flatMap((hosts) => hosts?.split(",") ?? []))]
        .filter((host) => host !== "")
        .join(",");
    return {
        ...Object.fromEntries([...services, ...switches].map((name) => [name, undefined])),
        NO_PROXY: noProxy,
        no_proxy: noProxy,
    };
}

/** The process environment of a command in the sandbox. */
export function processEnvironment(folder: string, environment: Environment): NodeJS.ProcessEnv {
    const merged: NodeJS.ProcessEnv = { ...process.env, ...environment };
    merged["PATH"] = `${path.join(folder, "bin")}${path.delimiter}${process.env["PATH"] ?? ""}`;
    return merged;
}

/** Writes `<folder>/env`, to be read by a POSIX shell: `. .sandbox/env`. */
export function writeEnvironmentFile(folder: string, environment: Environment): string {
    const lines = Object.entries(environment).map(([name, value]) =>
        value === undefined ? `unset ${name}` : `export ${name}=${shellQuote(value)}`,
    );
    const bin = shellQuote(path.join(folder, "bin"));
    lines.push(`case ":$PATH:" in *":"${bin}":"*) ;; *) export PATH=${bin}:"$PATH" ;; esac`);
    const file = path.join(folder, "env");
    fs.writeFileSync(file, `# Read by a shell: . .sandbox/env\n${lines.join("\n")}\n`);
    return file;
}
