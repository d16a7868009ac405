import type { Session } from "./sts-calls";

/** Shells that `--shell` knows. */
export const shells = ["sh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/** The lines that set a session in a shell's environment. AWS_PROFILE goes: beside keys it confuses (aws/aws-cli#3304). */
export function exportLines({ keys, expiresAt }: Session, shell: Shell): string {
    const values = {
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_SESSION_TOKEN: keys.sessionToken ?? "",
        AWS_CREDENTIAL_EXPIRATION: withoutMilliseconds(expiresAt),
    };
    const gone = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
    const set = Object.entries(values).map(([name, value]) => setters[shell](name, value));
    return [...set, ...gone.map((name) => unsetters[shell](name))].join("\n");
}

/** What the SDKs read from a `credential_process`. Source: AWS SDKs and Tools Reference Guide, "Process credential provider". */
export function processCredentials({ keys, expiresAt }: Session): string {
    return JSON.stringify({
        Version: 1,
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: keys.secretAccessKey,
        SessionToken: keys.sessionToken,
        Expiration: withoutMilliseconds(expiresAt),
    });
}

/** What to type for these lines to act. */
export function evalLine(profile: string, shell: Shell): string {
    const command = `./org mfa --profile ${profile}`;
    if (shell === "fish") return `${command} --shell fish | source`;
    if (shell === "powershell") return `${command} --shell powershell | Out-String | Invoke-Expression`;
    return `eval "$(${command})"`;
}

const setters: Readonly<Record<Shell, (name: string, value: string) => string>> = {
    sh: (name, value) => `export ${name}=${quoted(value, `'\\''`)}`,
    fish: (name, value) => `set -gx ${name} ${quoted(value, `\\'`)}`,
    powershell: (name, value) => `$Env:${name} = ${quoted(value, "''")}`,
};

const unsetters: Readonly<Record<Shell, (name: string) => string>> = {
    sh: (name) => `unset ${name}`,
    fish: (name) => `set -e ${name}`,
    powershell: (name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
};

function quoted(value: string, quote: string): string {
    return `'${value.replaceAll("'", quote)}'`;
}

function withoutMilliseconds(time: Date): string {
    return time.toISOString().replace(/\.\d+Z$/u, "Z");
}
