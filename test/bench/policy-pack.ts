/**
 * Cost of the policy pack in a preview without changes: CPU seconds of all processes with and without it, for management stacks of several
 * sizes. Run by `make bench`. BENCH_ACCOUNTS: numbers of accounts (10,200,1000), BENCH_ROUNDS: runs of each (5).
 */
import * as path from "node:path";
import { engineCpu, inTurn, open, stack } from "./measure";

const sizes = (process.env["BENCH_ACCOUNTS"] ?? "10,200,1000").split(",").map(Number);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const pack = path.join(__dirname, "..", "..", "policy-pack");

async function measure(accounts: number): Promise<void> {
    const project = await open(accounts);
    try {
        await project.must("up", "--yes", "--skip-preview", ...stack);
        const preview = ["preview", "--expect-no-changes", ...stack];
        const { without, withPack } = await inTurn(rounds, {
            without: () => engineCpu(project, ...preview),
            withPack: () => engineCpu(project, ...preview, "--policy-pack", pack),
        });
        const ratio = (withPack / without).toFixed(2);
        console.log(
            `preview of ${accounts} accounts: ${without.toFixed(2)} CPU s, with the policy pack ${withPack.toFixed(2)}: ${ratio} times`,
        );
    } finally {
        await project.close();
    }
}

async function main(): Promise<void> {
    for (const accounts of sizes) await measure(accounts);
}

void main();
