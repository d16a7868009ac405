/**
 * `make fuzz`: 100,000 generated policies and requests, judged by the evaluator and by the simulator of cloud-copilot, with a new seed each
 * time.
 */
import * as fc from "fast-check";
import { questions } from "../support/policy-questions";
import { ours, theirs } from "../support/second-opinion";

const count = Number(process.env["FUZZ_POLICIES"] ?? 100_000);
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

function main(): void {
    let unknown = 0;
    const same = fc.property(questions, (question) => {
        const { decision } = ours(question);
        if (decision === "unknown") unknown++;
        return decision === "unknown" || decision === theirs(question);
    });
    const { failed, counterexample } = fc.check(same, { numRuns: count, seed });
    for (const question of counterexample ?? [])
        process.stdout.write(
            `${JSON.stringify(question)}\n  here       ${JSON.stringify(ours(question))}\n  simulator  ${theirs(question)}\n`,
        );
    process.stdout.write(
        `${count} policies and requests, ${unknown} not known, ${failed ? "a difference" : "no difference"} (FUZZ_SEED=${seed})\n`,
    );
    process.exitCode = failed ? 1 : 0;
}

main();
