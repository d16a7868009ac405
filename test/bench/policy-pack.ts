/**
 * What the policy pack adds to a preview, beside the same preview without it: the management stack of a small company, in the sandbox,
 * after its `up`. Run by `make bench`.
 */
import { acme } from "../support/company";
import { TestProject } from "../support/project";
import { join } from "node:path";

const rounds = 5;
const stack = ["--stack", "management", "--exclude", "**state-lifecycle"];
const pack = join(__dirname, "..", "..", "policy-pack");

/** Seconds by the clock, the median of the rounds; with and without take turns, so that a machine that slows down slows both. */
async function compare(project: TestProject): Promise<{ readonly without: number; readonly with: number }> {
    const seconds = async (...more: readonly string[]): Promise<number> => {
        const started = process.hrtime.bigint();
        await project.must("preview", ...stack, ...more);
        return Number(process.hrtime.bigint() - started) / 1e9;
    };
    const [without, withPack]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
        without.push(await seconds());
        withPack.push(await seconds("--policy-pack", pack));
    }
    const median = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
    return { without: median(without), with: median(withPack) };
}

async function main(): Promise<void> {
    const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
    const project = await TestProject.open({ management: { "aws:region": "us-east-1", ...acme } }, account);
    try {
        await project.must("stack", "init", "management");
        await project.must("up", "--yes", "--skip-preview", ...stack);
        const measured = await compare(project);
        const [base, more] = [measured.without, measured.with - measured.without];
        console.log(`pulumi preview: ${base.toFixed(2)} s`);
        console.log(`with the policy pack: ${more.toFixed(2)} s more, ${(measured.with / base).toFixed(2)} times that`);
    } finally {
        await project.close();
    }
}

void main();
