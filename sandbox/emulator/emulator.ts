import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SandboxFault } from "../fault";

// Milliseconds. One that has ended is noticed at once; this is for one that is busy, and loses its contents if it is taken for dead. CI runs
// the tests side by side, so it is busier there.
const responseTimeout = process.env["CI"] ? 60_000 : 30_000;
const startTimeout = 5 * responseTimeout;
// A killed process that its parent has not noticed still has its id.
const reapTimeout = 5_000;

/** The brand-new AWS account that the emulator starts as. */
export interface NewAccount {
    /** 12-digit account id. */
    readonly id: string;
    readonly email: string;
    readonly name: string;
}

/** How an emulator differs from the sandbox's. */
export interface EmulatorOptions {
    /** How many accounts AWS lets the organization have. Default 50. */
    readonly accountQuota?: number | undefined;
    /** Refuse each request and response that is not of AWS's own model: for tests. Default: no. */
    readonly holdShapes?: boolean;
}

/**
 * Keys of the temporary administrator that docs/day-0.md creates by hand. They are no secrets and give access to
 * nothing. Not a common word, because programs mask it in their output.
 */
export const bootstrapKeys = {
    accessKeyId: "AKIASANDBOXBOOTSTRAP",
    secretAccessKey: "the-sandbox-bootstrap-key-opens-nothing",
} as const;

/** A running emulator, as it writes itself to `emulator.json` in its folder. It exits when that file is gone. */
export interface Emulator {
    readonly pid: number;
    readonly port: number;
    readonly accountId: string;
}

/** The emulator's URL, for `AWS_ENDPOINT_URL`. */
export function endpoint(emulator: Pick<Emulator, "port">): string {
    return `http://127.0.0.1:${emulator.port}`;
}

/** The emulator that runs in this folder and identifies itself; undefined if there is none. */
export async function runningEmulator(folder: string): Promise<Emulator | undefined> {
    const emulator = recordedEmulator(folder);
    return emulator !== undefined && isAlive(emulator.pid) && (await responds(emulator)) ? emulator : undefined;
}

/** The emulator that was started last in this folder and not stopped, even if it no longer runs. */
export function recordedEmulator(folder: string): Emulator | undefined {
    try {
        return JSON.parse(fs.readFileSync(recordFile(folder), "utf8")) as Emulator;
    } catch {
        return undefined; // none, or one that a killed start wrote in part
    }
}

/** Starts an emulator on a free loopback port, as a process that outlives this one, and waits until it responds. */
export async function startEmulator(
    python: string,
    folder: string,
    account: NewAccount,
    options: EmulatorOptions & { readonly port?: number } = {},
): Promise<Emulator> {
    fs.mkdirSync(folder, { recursive: true });
    fs.rmSync(recordFile(folder), { force: true });
    const log = path.join(folder, "emulator.log");
    const err = fs.openSync(log, "w");
    const args = ["-m", "aws_emulator", "--account-id", account.id, "--email", account.email, "--name", account.name];
    args.push("--port", String(options.port ?? 0), "--account-quota", String(options.accountQuota ?? 50));
    args.push("--access-key-id", bootstrapKeys.accessKeyId, "--secret-access-key", bootstrapKeys.secretAccessKey);
    if (options.holdShapes === true) args.push("--hold-shapes");
    args.push("--record", path.resolve(recordFile(folder)));
    const child = spawn(python, args, { cwd: __dirname, detached: true, stdio: ["ignore", err, err] });
    fs.closeSync(err);
    child.unref();
    let ended: string | undefined;
    child.once("error", (error) => (ended = error.message));
    child.once("exit", (code, signal) => (ended = `it ended with ${signal ?? String(code)}`));
    const deadline = Date.now() + startTimeout;
    while (ended === undefined && Date.now() < deadline) {
        const emulator = recordedEmulator(folder);
        if (emulator !== undefined) return emulator;
        await sleep(20);
    }
    child.kill("SIGKILL");
    const last = fs.readFileSync(log, "utf8").trim().split("\n").at(-1) || (ended ?? "it does not respond");
    throw new SandboxFault(`the AWS emulator did not start: ${last}`, `its log is ${log}`);
}

/**
 * Stops the emulator of this folder and drops its contents. Returns whether one was running: its process is gone then. `patience`: milliseconds
 * until it is killed.
 */
export async function stopEmulator(folder: string, patience = 5_000): Promise<boolean> {
    const emulator = await runningEmulator(folder);
    fs.rmSync(recordFile(folder), { force: true }); // one that runs and does not respond ends when it misses its record
    if (emulator === undefined) return false;
    signal(emulator.pid, "SIGTERM");
    await untilGone(emulator.pid, patience);
    signal(emulator.pid, "SIGKILL");
    await untilGone(emulator.pid, reapTimeout);
    return true;
}

async function untilGone(pid: number, milliseconds: number): Promise<void> {
    for (const end = Date.now() + milliseconds; Date.now() < end && isAlive(pid);) await sleep(20);
}

/** Not a fault if the process has exited since: its record is gone. */
function signal(pid: number, name: NodeJS.Signals): void {
    try {
        process.kill(pid, name);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

function recordFile(folder: string): string {
    return path.join(folder, "emulator.json");
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}

/** Another program, or another sandbox's emulator, may have the port or the process id by now. */
async function responds(emulator: Emulator): Promise<boolean> {
    try {
        const response = await fetch(`${endpoint(emulator)}/sandbox`, { signal: AbortSignal.timeout(responseTimeout) });
        const { pid, accountId } = (await response.json()) as Partial<Emulator>;
        return pid === emulator.pid && accountId === emulator.accountId;
    } catch {
        return false;
    }
}
