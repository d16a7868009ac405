import { execa } from "execa";
import * as path from "node:path";
import { processEnvironment } from "../../sandbox/environment";
import { TestProject } from "../support/project";

/** The account that creates the organization in every bench. */
export const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

/** Engine options: the management stack, without the one resource that waits a minute by design. */
export const stack = ["--stack", "management", "--exclude", "**state-lifecycle"] as const;

/** The management config of a company with `accounts` member accounts. */
export function companyOf(accounts: number): Readonly<Record<string, unknown>> {
    const members = Array.from({ length: accounts - 1 }, (_, index) => `apps-${String(index + 1).padStart(4, "0")}`);
    return {
        "aws:region": "us-east-1",
        company: { name: "acme", short: "ac" },
        email: account.email,
        management: { id: account.id },
        accountQuota: accounts + 10,
        units: ["security", "workloads/prd", "workloads/dev", "suspended"],
        accounts: {
            security: { unit: "security" },
            ...Object.fromEntries(
                members.map((key, index) => [key, { unit: index % 2 === 0 ? "workloads/prd" : "workloads/dev" }]),
            ),
        },
        policies: { "deny-leaving-organization": { targets: ["root"] } },
        admins: ["ada.lovelace"],
    };
}

/**
 * A company's management stack, before its first `up`, started as on a user's machine. `counted`: its calls of AWS go through a proxy,
 * which records them. Default: false.
 */
export async function open(accounts: number, { counted = false } = {}): Promise<TestProject> {
    const management = companyOf(accounts);
    const project = await TestProject.open({ management }, account, "us-east-1", {
        asUser: true,
        accountQuota: accounts + 10,
        ...(counted ? { faults: [] } : {}),
    });
    await project.must("stack", "init", "management");
    return project;
}

const withAll = path.join(__dirname, "with_all.py");

/** Cost of a command and all processes that it started, as with_all.py measures it. */
export interface Taken {
    /** CPU seconds, user and system. */
    readonly cpu: number;
    /** Wall-clock seconds. */
    readonly wall: number;
    /** The cost by kind of process (`engine`, `program`, `provider`): CPU seconds, and peak memory of the largest one in bytes. */
    readonly of: Readonly<Record<string, { readonly cpu: number; readonly memory: number }>>;
}

/** Runs a command in a folder and measures it. Error: the command fails; the message is its output. */
export async function takenIn(cwd: string, env: NodeJS.ProcessEnv, words: readonly string[]): Promise<Taken> {
    const run = await execa("python3", [withAll, ...words], {
        cwd,
        env,
        extendEnv: false,
        stdin: "ignore",
        reject: false,
        maxBuffer: 1e9,
    });
    if (run.exitCode !== 0) throw new Error(`${words.join(" ")}:\n${run.stdout}\n${run.stderr}`);
    return JSON.parse(run.stderr.trim().split("\n").at(-1)!) as Taken;
}

/** Runs the engine in the project's sandbox and measures it. */
export function engineTaken({ folder, sandbox }: TestProject, ...args: readonly string[]): Promise<Taken> {
    const env = processEnvironment(sandbox.folder, sandbox.environment);
    return takenIn(folder, env, [path.join(sandbox.folder, "bin", "pulumi"), ...args]);
}

/** CPU seconds of a run of the engine. */
export async function engineCpu(project: TestProject, ...args: readonly string[]): Promise<number> {
    return (await engineTaken(project, ...args)).cpu;
}

export function median(all: readonly number[]): number {
    return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
}

/**
 * Medians of `rounds` runs of each function, after one round that is not counted. They run in turn, so that a machine that slows down slows
 * all of them.
 */
export async function inTurn<Name extends string>(
    rounds: number,
    runs: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, number>>> {
    const names = Object.keys(runs) as Name[];
    const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
    for (let round = 0; round <= rounds; round++)
        for (const name of names) {
            const cpu = await runs[name]();
            if (round > 0) taken[name].push(cpu);
        }
    return Object.fromEntries(names.map((name) => [name, median(taken[name])])) as Record<Name, number>;
}
