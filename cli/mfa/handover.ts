import { shellQuoted, shellWord, type Shell } from "../../config/faults";
import type { Session } from "./sts-calls";

/**
 * The lines that set a session in a shell's environment. They unset AWS_PROFILE, which causes confusion beside keys (aws/aws-cli#3304). The
 * profile's region would be lost with it, so it is set, under both names: AWS CLI 1 and boto3 read only AWS_DEFAULT_REGION.
 */
export function exportLines({ keys, expiresAt }: Session, shell: Shell, region: string | undefined): string {
    const values = {
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_SESSION_TOKEN: keys.sessionToken ?? "",
        AWS_CREDENTIAL_EXPIRATION: withoutMilliseconds(expiresAt),
        ...(region === undefined ? {} : { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
    };
    const gone = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
    const set = Object.entries(values).map(([name, value]) => setters[shell](name, shellQuoted(value, shell)));
    return [...set, ...gone.map((name) => unsetters[shell](name))].join("\n");
}

/** The JSON that SDKs read from a `credential_process`. Source: AWS SDKs and Tools Reference Guide, "Process credential provider". */
export function processCredentials({ keys, expiresAt }: Session): string {
    return JSON.stringify({
        Version: 1,
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: keys.secretAccessKey,
        SessionToken: keys.sessionToken,
        Expiration: withoutMilliseconds(expiresAt),
    });
}

/** The line that sets AWS_PROFILE in a shell. */
export function profileLine(profile: string, shell: Shell): string {
    // PowerShell reads an unquoted word as a command.
    return setters[shell](
        "AWS_PROFILE",
        shell === "powershell" ? shellQuoted(profile, shell) : shellWord(profile, shell),
    );
}

/** The command that puts the session into the current shell. */
export function evalLine(profile: string, shell: Shell): string {
    const command = `./org mfa --profile ${shellWord(profile, shell)}`;
    if (shell === "fish") return `${command} --shell fish | source`;
    if (shell === "powershell") return `${command} --shell powershell | Out-String | Invoke-Expression`;
    return `eval "$(${command})"`;
}

const setters: Readonly<Record<Shell, (name: string, quoted: string) => string>> = {
    sh: (name, quoted) => `export ${name}=${quoted}`,
    fish: (name, quoted) => `set -gx ${name} ${quoted}`,
    powershell: (name, quoted) => `$Env:${name} = ${quoted}`,
};

const unsetters: Readonly<Record<Shell, (name: string) => string>> = {
    sh: (name) => `unset ${name}`,
    fish: (name) => `set -e ${name}`,
    powershell: (name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
};

function withoutMilliseconds(time: Date): string {
    return time.toISOString().replace(/\.\d+Z$/u, "Z");
}
