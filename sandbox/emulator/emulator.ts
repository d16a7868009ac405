import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SandboxFault } from "../fault";

const startTimeout = 60_000;
const answerTimeout = 3_000;

/** The brand-new AWS account that the emulator starts as. */
export interface NewAccount {
    /** 12 digits. */
    readonly id: string;
    readonly email: string;
    readonly name: string;
}

/** Keys of the temporary administrator that the guide has one make by hand (guide row 4). Not secrets: they open nothing. */
export const bootstrapKeys = { accessKeyId: "AKIASANDBOXBOOTSTRAP", secretAccessKey: "sandbox" } as const;

/** A running emulator, as written to `emulator.json` in its folder. */
export interface Emulator {
    readonly pid: number;
    readonly port: number;
    readonly accountId: string;
}

/** The emulator's address, for `AWS_ENDPOINT_URL`. */
export function endpoint(emulator: Pick<Emulator, "port">): string {
    return `http://127.0.0.1:${emulator.port}`;
}

/** The emulator that runs in this folder and still answers as its account; undefined when there is none. */
export async function runningEmulator(folder: string): Promise<Emulator | undefined> {
    const file = recordFile(folder);
    if (!fs.existsSync(file)) return undefined;
    const emulator = JSON.parse(fs.readFileSync(file, "utf8")) as Emulator;
    return isAlive(emulator.pid) && (await answersAs(emulator)) ? emulator : undefined;
}

/** Starts an emulator on a free loopback port, as a process that outlives this one, and waits until it answers. */
export async function startEmulator(
    python: string,
    folder: string,
    account: NewAccount,
    options: { readonly port?: number; readonly accountQuota?: number } = {},
): Promise<Emulator> {
    fs.mkdirSync(folder, { recursive: true });
    const output = path.join(folder, "emulator.out");
    const log = path.join(folder, "emulator.log");
    const [out, err] = [fs.openSync(output, "w"), fs.openSync(log, "w")];
    const args = ["-m", "aws_emulator", "--account-id", account.id, "--email", account.email, "--name", account.name];
    args.push("--port", String(options.port ?? 0), "--account-quota", String(options.accountQuota ?? 50));
    args.push("--access-key-id", bootstrapKeys.accessKeyId, "--secret-access-key", bootstrapKeys.secretAccessKey);
    const child = spawn(python, args, { cwd: __dirname, detached: true, stdio: ["ignore", out, err] });
    fs.closeSync(out);
    fs.closeSync(err);
    child.unref();
    const deadline = Date.now() + startTimeout;
    while (child.exitCode === null && Date.now() < deadline) {
        const line = fs.readFileSync(output, "utf8");
        if (line.endsWith("\n")) {
            const emulator = { pid: child.pid!, ...(JSON.parse(line) as { port: number; accountId: string }) };
            fs.writeFileSync(recordFile(folder), JSON.stringify(emulator));
            return emulator;
        }
        await sleep(100);
    }
    child.kill("SIGKILL");
    const last = fs.readFileSync(log, "utf8").trim().split("\n").at(-1) ?? "";
    throw new SandboxFault(`the AWS emulator did not start: ${last}`, `its log is ${log}`);
}

/** Ends the emulator of this folder, if one runs; what it held is gone with it. */
export async function stopEmulator(folder: string): Promise<boolean> {
    const emulator = await runningEmulator(folder);
    fs.rmSync(recordFile(folder), { force: true });
    if (emulator === undefined) return false;
    process.kill(emulator.pid, "SIGTERM");
    for (let wait = 0; wait < 50 && isAlive(emulator.pid); wait++) await sleep(100);
    if (isAlive(emulator.pid)) process.kill(emulator.pid, "SIGKILL");
    return true;
}

function recordFile(folder: string): string {
    return path.join(folder, "emulator.json");
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}

/** Another program may have the port, or the process number, by now: only ours knows the account. */
async function answersAs({ port, accountId }: Emulator): Promise<boolean> {
    try {
        const response = await fetch(`${endpoint({ port })}/sandbox`, { signal: AbortSignal.timeout(answerTimeout) });
        return ((await response.json()) as { accountId?: string }).accountId === accountId;
    } catch {
        return false;
    }
}
