import type { Keys } from "../keys";
import { SharedConfigFault } from "./fault";

/** Milliseconds that the program may take, as in Go's SDK. */
const timeLimit = 60_000;

/** What a `credential_process` prints. Source: AWS SDKs and Tools Reference Guide, "Process credential provider". */
interface Printed {
    readonly Version?: unknown;
    readonly AccessKeyId?: unknown;
    readonly SecretAccessKey?: unknown;
    readonly SessionToken?: unknown;
    readonly Expiration?: unknown;
}

/**
 * Keys that a program prints. It is run by the shell, as in Go's SDK; the JavaScript SDK would look the command up in the files itself, and
 * accepts fewer profile names. Throws a SharedConfigFault, which contains nothing that the program printed except its stderr.
 */
export async function ofProcess(command: string, profile: string): Promise<Keys & { readonly expiration?: Date }> {
    const { exec } = await import("node:child_process");
    const nothing = (why: string): SharedConfigFault =>
        new SharedConfigFault(
            `the credential_process of ${profile} gives no keys: ${why}`,
            `run it by hand: it is in [profile ${profile}]`,
            // Not given: the profile does name a source of keys.
            undefined,
            profile,
        );
    const out = await new Promise<string>((resolve, reject) => {
        exec(command, { timeout: timeLimit, encoding: "utf8" }, (error, stdout, stderr) => {
            if (error === null) resolve(stdout);
            else if (error.killed === true) reject(nothing(`it did not end within ${timeLimit / 1000} s`));
            else reject(nothing(stderr.trim() || `it ended with exit code ${String(error.code)}`));
        }).stdin?.end();
    });
    const printed = read(out);
    if (printed?.Version !== 1) throw nothing("it printed no JSON with Version 1");
    const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token, Expiration: end } = printed;
    if (typeof id !== "string" || typeof secret !== "string" || id === "" || secret === "")
        throw nothing("it printed no AccessKeyId or no SecretAccessKey");
    const expiration = typeof end === "string" ? new Date(end) : undefined;
    if (expiration !== undefined && expiration.getTime() < Date.now()) throw nothing(`they ended at ${String(end)}`);
    return {
        accessKeyId: id,
        secretAccessKey: secret,
        ...(typeof token === "string" && token !== "" ? { sessionToken: token } : {}),
        ...(expiration === undefined ? {} : { expiration }),
    };
}

function read(text: string): Printed | undefined {
    try {
        return JSON.parse(text) as Printed;
    } catch {
        return undefined;
    }
}
