/**
 * What management stacks of several sizes take: the first `up`, with how often the engine writes the state, and a preview with nothing to change,
 * without and with `--refresh`. CPU seconds of all processes but the emulator. Run by `make bench`. BENCH_ACCOUNTS: how many accounts each
 * has (10,200), BENCH_ROUNDS: how often each preview (5).
 */
import * as fs from "node:fs";
import * as path from "node:path";
import type { TestProject } from "../support/project";
import { engineCpu, inTurn, open, stack } from "./measure";

const sizes = (process.env["BENCH_ACCOUNTS"] ?? "10,200").split(",").map(Number);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);

/** How often the state is written while something runs: each time a new file takes the place of the one before. */
async function writesDuring(project: TestProject, run: () => Promise<void>): Promise<number> {
    const folder = path.join(project.sandbox.folder, "state", ".pulumi", "stacks", "aws-organization");
    let writes = 0;
    const watcher = fs.watch(folder, (event, file) => {
        if (event === "rename" && file === "management.json") writes++;
    });
    await run();
    watcher.close();
    return writes;
}

async function measure(accounts: number): Promise<void> {
    const project = await open(accounts);
    try {
        let up = 0;
        const writes = await writesDuring(project, async () => {
            up = await engineCpu(project, "up", "--yes", "--skip-preview", ...stack);
        });
        const preview = ["preview", "--expect-no-changes", ...stack];
        const { plain, refreshed } = await inTurn(rounds, {
            plain: () => engineCpu(project, ...preview),
            refreshed: () => engineCpu(project, ...preview, "--refresh"),
        });
        console.log(
            `${accounts} accounts: first up ${up.toFixed(1)} CPU s and ${writes} writes of the state; preview ${plain.toFixed(1)}, with --refresh ${refreshed.toFixed(1)} CPU s`,
        );
    } finally {
        await project.close();
    }
}

async function main(): Promise<void> {
    for (const accounts of sizes) await measure(accounts);
}

void main();
