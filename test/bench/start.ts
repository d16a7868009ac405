/**
 * CPU seconds of the program in a preview without changes, and of `./org --help`, compared with those of an earlier commit of this clone.
 * Both are started in turn, as on a user's machine, with this machine's Node.js and those of BENCH_NODES (versions, separated by commas).
 * Run by `make bench`. BENCH_BASELINE: the commit (0d38902), BENCH_ROUNDS: runs of each (5).
 */
import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { stopEmulator } from "../../sandbox/emulator/emulator";
import { processEnvironment } from "../../sandbox/environment";
import { shellQuote, writeScript } from "../../sandbox/project";
import { openSandbox, pulumi, type Sandbox } from "../../sandbox/sandbox";
import { installTools } from "../../sandbox/tools";
import { acme } from "../support/company";
import { nodeOf } from "../support/node-version";
import { programAt } from "./at-commit";

const baseline = process.env["BENCH_BASELINE"] ?? "0d38902";
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const versions = (process.env["BENCH_NODES"] ?? "24.9.0").split(",").filter((version) => version !== "");
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const stack = ["--stack", "management", "--exclude", "**state-lifecycle"];

/** A copy of the program with its own sandbox, in which the management stack is up. */
interface Measured {
    readonly folder: string;
    readonly sandbox: Sandbox;
    readonly usage: string;
}

async function open(commit: string | undefined): Promise<Measured> {
    const folder = await programAt(commit);
    fs.rmSync(path.join(folder, "Pulumi.security.yaml"));
    const config = stringify({ config: { "aws:region": "us-east-1", ...acme } }, { defaultStringType: "QUOTE_DOUBLE" });
    fs.writeFileSync(path.join(folder, "Pulumi.management.yaml"), config);
    const tools = await installTools({ silent: true });
    const sandbox = await openSandbox(folder, path.join(folder, ".sandbox"), tools, account, "us-east-1");
    const usage = path.join(folder, ".sandbox", "cpu");
    const counted = { NODE_OPTIONS: `--require ${path.join(__dirname, "cpu-usage.js")}`, BENCH_CPU: usage };
    const opened = { folder, usage, sandbox: { ...sandbox, environment: { ...sandbox.environment, ...counted } } };
    await engine(opened, "stack", "init", "management");
    await engine(opened, "up", "--yes", "--skip-preview", ...stack);
    return opened;
}

async function engine({ folder, sandbox }: Measured, ...args: readonly string[]): Promise<void> {
    const run = await pulumi(sandbox, args, { cwd: folder });
    if (run.exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}:\n${run.stdout}\n${run.stderr}`);
}

/** CPU seconds of the program in a preview, after a first one has filled the caches. */
async function preview(program: Measured): Promise<number> {
    fs.rmSync(program.usage, { force: true });
    await engine(program, "preview", "--expect-no-changes", ...stack);
    return Number(fs.readFileSync(program.usage, "utf8"));
}

/** CPU seconds of the command and its child processes. */
async function help({ folder, sandbox }: Measured, words: readonly string[]): Promise<number> {
    const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1';
    const env = { ...processEnvironment(sandbox.folder, sandbox.environment), NODE_OPTIONS: undefined };
    const { stderr } = await execa("bash", ["-c", script, "bench", ...words], { cwd: folder, env, extendEnv: false });
    const [user, system] = stderr.trim().split(" ").map(Number);
    return user! + system!;
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!;

/** Both in turn, after one of each that is not counted. */
async function compare(what: string, now: () => Promise<number>, before: () => Promise<number>): Promise<void> {
    const taken: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
        const [a, b] = [await now(), await before()];
        if (round > 0) [taken[0].push(a), taken[1].push(b)];
    }
    const [a, b] = taken.map(median) as [number, number];
    const spread = median(taken[0].map((each, index) => each / taken[1][index]!));
    console.log(
        `${what}: ${a.toFixed(2)} CPU s, ${b.toFixed(2)} at ${baseline}: ${(a / b).toFixed(2)} times (pair by pair ${spread.toFixed(2)})`,
    );
}

async function main(): Promise<void> {
    const opened: Measured[] = [];
    try {
        for (const commit of [undefined, baseline]) opened.push(await open(commit));
        const [now, before] = opened as [Measured, Measured];
        const nodes = [[process.versions.node, process.execPath] as const];
        for (const version of versions) nodes.push([version, await nodeOf(version)]);
        for (const [version, node] of nodes) {
            for (const { sandbox } of opened)
                writeScript(path.join(sandbox.folder, "bin", "node"), `exec ${shellQuote(node)} "$@"`);
            await compare(
                `empty preview, Node.js ${version}`,
                () => preview(now),
                () => preview(before),
            );
        }
        for (const { sandbox } of opened) fs.rmSync(path.join(sandbox.folder, "bin", "node"));
        await compare(
            "./org --help, beside the same by npx",
            () => help(now, ["./org", "--help"]),
            () => help(before, ["npx", "org", "--help"]),
        );
    } finally {
        for (const { folder, sandbox } of opened) {
            await stopEmulator(sandbox.folder);
            fs.rmSync(folder, { recursive: true, force: true });
        }
    }
}

void main();
