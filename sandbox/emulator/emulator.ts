import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SandboxFault } from "../fault";

const startTimeout = 60_000;
// Generous, for a machine that is busy: an emulator that is taken for dead loses all that it holds.
const answerTimeout = 10_000;

/** The brand-new AWS account that the emulator starts as. */
export interface NewAccount {
    /** 12 digits. */
    readonly id: string;
    readonly email: string;
    readonly name: string;
}

/** Keys of the temporary administrator that docs/day-0.md has one make by hand. Not secrets: they open nothing. No common word: it is hidden where it is printed. */
export const bootstrapKeys = {
    accessKeyId: "AKIASANDBOXBOOTSTRAP",
    secretAccessKey: "the-sandbox-bootstrap-key-opens-nothing",
} as const;

/** A running emulator, as it writes itself to `emulator.json` in its folder; it ends when that is gone. */
export interface Emulator {
    readonly pid: number;
    readonly port: number;
    readonly accountId: string;
}

/** The emulator's address, for `AWS_ENDPOINT_URL`. */
export function endpoint(emulator: Pick<Emulator, "port">): string {
    return `http://127.0.0.1:${emulator.port}`;
}

/** The emulator that runs in this folder and still responds as itself; undefined when there is none. */
export async function runningEmulator(folder: string): Promise<Emulator | undefined> {
    const emulator = recordedEmulator(folder);
    return emulator !== undefined && isAlive(emulator.pid) && (await answers(emulator)) ? emulator : undefined;
}

/** The emulator that was started last in this folder and not stopped, whether it still runs or not. */
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
    options: { readonly port?: number; readonly accountQuota?: number } = {},
): Promise<Emulator> {
    fs.mkdirSync(folder, { recursive: true });
    fs.rmSync(recordFile(folder), { force: true });
    const log = path.join(folder, "emulator.log");
    const err = fs.openSync(log, "w");
    const args = ["-m", "aws_emulator", "--account-id", account.id, "--email", account.email, "--name", account.name];
    args.push("--port", String(options.port ?? 0), "--account-quota", String(options.accountQuota ?? 50));
    args.push("--access-key-id", bootstrapKeys.accessKeyId, "--secret-access-key", bootstrapKeys.secretAccessKey);
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

/** Ends the emulator of this folder, if one runs; what it held is gone with it. */
export async function stopEmulator(folder: string): Promise<boolean> {
    const emulator = await runningEmulator(folder);
    fs.rmSync(recordFile(folder), { force: true }); // one that runs and does not respond ends when it misses its record
    if (emulator === undefined) return false;
    signal(emulator.pid, "SIGTERM");
    for (let wait = 0; wait < 50 && isAlive(emulator.pid); wait++) await sleep(100);
    signal(emulator.pid, "SIGKILL");
    return true;
}

/** One that ended since is no fault: it misses its record and ends by itself. */
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

/** True while a process of this number runs. */
export function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}

/** By now another program, or another sandbox's emulator, may have the port or the process number. */
async function answers(emulator: Emulator): Promise<boolean> {
    try {
        const response = await fetch(`${endpoint(emulator)}/sandbox`, { signal: AbortSignal.timeout(answerTimeout) });
        const { pid, accountId } = (await response.json()) as Partial<Emulator>;
        return pid === emulator.pid && accountId === emulator.accountId;
    } catch {
        return false;
    }
}
