import * as fs from "node:fs";
import * as path from "node:path";
import { hostOf, isAwsHost } from "./aws-hosts";
import { bootstrapKeys, endpoint, type Emulator } from "./emulator/emulator";
import { SandboxFault } from "./fault";
import { shellQuote } from "./project";

/**
 * Variables in `.sandbox/env` and of every command that the sandbox runs. Undefined: unset, so that the user's own
 * value is not used.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The passphrase of the sandbox's local state, which protects nothing. Not a common word, because programs mask secrets
 * in their output.
 */
export const passphrase = "the-sandbox-keeps-no-secret";

/** Variables that say where the engine, its state and AWS are, for a sandbox in `folder`. */
export function sandboxEnvironment(folder: string, emulator: Emulator, region: string): Environment {
    const url = emulatorUrl(emulator);
    return {
        PULUMI_HOME: path.join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
        PULUMI_ACCESS_TOKEN: undefined,
        PULUMI_STACK: undefined,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: bootstrapKeys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: bootstrapKeys.secretAccessKey,
        AWS_SESSION_TOKEN: undefined,
        AWS_PROFILE: undefined,
        AWS_DEFAULT_PROFILE: undefined,
        ...userEndpoints(),
        // With the general address alone, the provider asks AWS itself for the role of a profile.
        AWS_ENDPOINT_URL_STS: url,
        AWS_REGION: region,
        // The only variable that AWS CLI 1 and boto3 read.
        AWS_DEFAULT_REGION: region,
        AWS_CONFIG_FILE: path.join(folder, "aws", "config"),
        AWS_SHARED_CREDENTIALS_FILE: path.join(folder, "aws", "credentials"),
        AWS_EC2_METADATA_DISABLED: "true",
        // The emulator refuses at once what it does not implement, and retries would only take minutes.
        AWS_MAX_ATTEMPTS: "3",
    };
}

/** The address in AWS_ORGANIZATION_ENDPOINT_URL if it is set, otherwise the emulator's. */
function emulatorUrl(emulator: Emulator): string {
    const named = process.env["AWS_ORGANIZATION_ENDPOINT_URL"];
    if (!named) return endpoint(emulator);
    mustNotBeAws(named, "AWS_ORGANIZATION_ENDPOINT_URL");
    return named;
}

/** Without an address, or with one of AWS's, a program would reach AWS itself. */
function mustNotBeAws(url: string | undefined, name: string): void {
    const why = doubtOf(url);
    if (why !== undefined)
        throw new SandboxFault(
            `${name} ${why}, and the sandbox starts nothing that could reach AWS itself`,
            "unset it for the sandbox's own emulator, or name another emulator: http://127.0.0.1:<port>",
        );
}

function doubtOf(url: string | undefined): string | undefined {
    if (url === undefined || url === "") return "is not set";
    const host = hostOf(url);
    if (host === undefined) return `is ${url}, which is no address`;
    return isAwsHost(host) ? `is ${url}: AWS itself` : undefined;
}

/** Variables of the user that would send a call past `AWS_ENDPOINT_URL`, to AWS itself or to a proxy. */
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
    for (const name of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"]) mustNotBeAws(merged[name], name);
    merged["PATH"] = `${path.join(folder, "bin")}${path.delimiter}${process.env["PATH"] ?? ""}`;
    return merged;
}

/**
 * Writes `<folder>/env`, to be sourced by a POSIX shell: `. .sandbox/env`.
 *
 * @param programs the folder of `pulumi`
 */
export function writeEnvironmentFile(
    folder: string,
    environment: Environment,
    programs = path.join(folder, "bin"),
): string {
    for (const name of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"]) mustNotBeAws(environment[name], name);
    const lines = Object.entries(environment).map(([name, value]) =>
        value === undefined ? `unset ${name}` : `export ${name}=${shellQuote(value)}`,
    );
    const bin = shellQuote(programs);
    lines.push(`case ":$PATH:" in *":"${bin}":"*) ;; *) export PATH=${bin}:"$PATH" ;; esac`);
    const file = path.join(folder, "env");
    fs.writeFileSync(file, `# Read by a shell: . .sandbox/env\n${lines.join("\n")}\n`);
    return file;
}
