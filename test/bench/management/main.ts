/**
 * Management stacks of several sizes: the first `up` with its writes of the state, a preview without changes (with and without
 * `--refresh`), calls of AWS, and memory. Compared with the same resources by Terraform (apply and plan) and by a bare program. CPU seconds
 * of all processes except the emulator, run in turn. Run by `make bench`. BENCH_ACCOUNTS: numbers of accounts (10,200), BENCH_ROUNDS: runs
 * of each preview (5), BENCH_NODES: other versions of Node.js for the previews, separated by commas (24.9.0), BENCH_BESIDE: what to compare
 * with (terraform,bare). Without Terraform or Go on PATH that part is skipped with a message.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { shellQuote, writeScript } from "../../../sandbox/project";
import { nodeOf } from "../../support/node-version";
import type { TestProject } from "../../support/project";
import { terraformProvider } from "../fleet/terraform-provider";
import { hasTerraform } from "../fleet/terraform-root";
import { median, type Taken } from "../measure";
import { bareWorld, callsOf, close, givenIn, ownWorld, terraformWorld, type World } from "./worlds";

const sizes = (process.env["BENCH_ACCOUNTS"] ?? "10,200").split(",").map(Number);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const nodes = (process.env["BENCH_NODES"] ?? "24.9.0").split(",").filter((version) => version !== "");
const beside = (process.env["BENCH_BESIDE"] ?? "terraform,bare").split(",");

/** Number of times that the state is written while `run` runs. With each write, a new file replaces the old one. */
async function writesDuring({ sandbox }: TestProject, run: () => Promise<void>): Promise<number> {
    const folder = path.join(sandbox.folder, "state", ".pulumi", "stacks", "aws-organization");
    let writes = 0;
    const watcher = fs.watch(folder, (event, file) => {
        if (event === "rename" && file === "management.json") writes++;
    });
    try {
        await run();
        // The events of the last writes are waiting by now, and are delivered in the next turn of the event loop.
        await turn();
        await turn();
    } finally {
        watcher.close();
    }
    return writes;
}

/** Prints one line: the total, and each kind of process with its peak memory. Returns the median of the CPU seconds. */
function show(what: string, all: readonly Taken[]): number {
    const cpu = median(all.map((each) => each.cpu));
    const kinds = [...new Set(all.flatMap(({ of }) => Object.keys(of)))].map((kind) => {
        const each = all.map(({ of }) => of[kind] ?? { cpu: 0, memory: 0 });
        const memory = Math.max(...each.map((one) => one.memory)) / 2 ** 20;
        return `${kind} ${median(each.map((one) => one.cpu)).toFixed(2)} (${memory.toFixed(0)} MiB)`;
    });
    const wall = median(all.map((each) => each.wall));
    console.log(`  ${what}: ${cpu.toFixed(2)} CPU s, ${wall.toFixed(1)} s by the clock; ${kinds.join(", ")}`);
    return cpu;
}

function ratio(what: string, cpu: number | undefined, other: number | undefined): void {
    if (cpu !== undefined && other !== undefined) console.log(`  ${what}: ${(cpu / other).toFixed(2)} times`);
}

interface Worlds {
    readonly own: World;
    readonly bare?: World;
    readonly terraform?: World;
}

/**
 * Brings up the stack in each way, and prints the costs. Adds what it opens to `opened`, to close even after an error. `plugin`: folder of
 * Terraform's plugin; undefined: without Terraform.
 */
async function open(accounts: number, plugin: string | undefined, opened: World[]): Promise<Worlds> {
    const keep = (world: World): World => {
        opened.push(world);
        return world;
    };
    const own = keep(await ownWorld(accounts));
    let first: Taken | undefined;
    const writes = await writesDuring(own.project, async () => {
        first = await own.up();
    });
    const up = show("first up", [first!]);
    console.log(`  writes of the state in it: ${writes}`);
    const given = await givenIn(own);
    console.log(`  resources of AWS: ${given.length}, of all: ${(await own.project.state("management")).length}`);
    const bare = beside.includes("bare") ? keep(await bareWorld(accounts, given)) : undefined;
    if (bare !== undefined) ratio("first up beside the bare program", up, show("bare program, up", [await bare.up()]));
    if (plugin === undefined) return { own, ...(bare === undefined ? {} : { bare }) };
    const terraform = keep(await terraformWorld(accounts, given, plugin));
    ratio("first up beside terraform apply", up, show("terraform apply", [await terraform.up()]));
    return { own, terraform, ...(bare === undefined ? {} : { bare }) };
}

/** Previews each stack in turn, after one round that is not counted, and prints the medians. */
async function previews({ own, bare, terraform }: Worlds, version: string): Promise<void> {
    const runs: Readonly<Record<string, (() => Promise<Taken>) | undefined>> = {
        preview: () => own.preview(),
        "preview --refresh": () => own.preview("--refresh"),
        "bare program, preview": bare && (() => bare.preview()),
        "terraform plan": terraform && (() => terraform.preview()),
    };
    const taken = new Map<string, Taken[]>();
    for (let round = 0; round <= rounds; round++)
        for (const [name, run] of Object.entries(runs)) {
            if (run === undefined) continue;
            const one = await run();
            if (round > 0) taken.set(name, [...(taken.get(name) ?? []), one]);
        }
    console.log(`  Node.js ${version}:`);
    const medians = new Map([...taken].map(([name, all]) => [name, show(name, all)]));
    const of = (name: string): number | undefined => medians.get(name);
    ratio("preview beside terraform plan", of("preview"), of("terraform plan"));
    ratio("preview --refresh beside terraform plan", of("preview --refresh"), of("terraform plan"));
    ratio("preview beside the bare program's", of("preview"), of("bare program, preview"));
}

/** Prints the number of AWS calls in a preview, and how many of them repeat an earlier one. */
async function calls(what: string, world: World | undefined): Promise<void> {
    if (world === undefined) return;
    const all = await callsOf(world, () => world.preview());
    const asked = all.map(({ service, region, operation, body }) => [service, region, operation, body].join(" "));
    console.log(
        `  calls of AWS in ${what}: ${asked.length}, of which ${asked.length - new Set(asked).size} were made before`,
    );
}

async function measure(accounts: number, plugin: string | undefined): Promise<void> {
    console.log(`${accounts} accounts`);
    const opened: World[] = [];
    try {
        const worlds = await open(accounts, plugin, opened);
        await previews(worlds, process.versions.node);
        for (const version of nodes) {
            const node = await nodeOf(version);
            for (const { project } of opened)
                writeScript(path.join(project.sandbox.folder, "bin", "node"), `exec ${shellQuote(node)} "$@"`);
            await previews(worlds, version);
        }
        await calls("a preview", worlds.own);
        await calls("the bare program's preview", worlds.bare);
        await calls("a terraform plan", worlds.terraform);
    } finally {
        for (const world of opened) await close(world);
    }
}

async function main(): Promise<void> {
    const isWanted = beside.includes("terraform");
    const plugin = isWanted && (await hasTerraform()) ? await terraformProvider() : undefined;
    if (isWanted && plugin === undefined)
        console.log("Terraform, or Go for its plugin, is not on PATH: it is left out");
    for (const accounts of sizes) await measure(accounts, plugin);
}

void main();
