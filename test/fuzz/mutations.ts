/**
 * `make fuzz`: changes configs, stack files, policies, AWS config files and event logs, and reads them as the program does: no crash, no
 * fault without place and cure, no nonsense accepted. A failing input is reduced to a small one. FUZZ_MUTATIONS: how many of each (20,000);
 * FUZZ_SEED: repeats a run.
 */
import fc from "fast-check";
import { targets } from "../support/mutated/targets";

const numRuns = Number(process.env["FUZZ_MUTATIONS"] ?? 20_000);
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
const only = process.env["FUZZ_ONLY"] ?? "";

let failures = 0;
for (const { name, input, judge } of targets) {
    if (!name.includes(only)) continue;
    const begun = performance.now();
    const result = fc.check(fc.property(input, judge), { numRuns, seed });
    const took = `${((performance.now() - begun) / 1000).toFixed(0)} s`;
    if (!result.failed) {
        process.stdout.write(`${name}: ${numRuns} read, none wrong (${took})\n`);
        continue;
    }
    failures += 1;
    const [counterexample] = result.counterexample ?? [];
    const error = result.errorInstance instanceof Error ? result.errorInstance.stack : String(result.errorInstance);
    process.stdout.write(
        `${name}: WRONG after ${result.numRuns} (${took}):\n${JSON.stringify(counterexample)}\n${error ?? ""}\n`,
    );
}
process.stdout.write(`${targets.length} readers, ${failures} wrong (FUZZ_SEED=${seed})\n`);
process.exitCode = failures === 0 ? 0 : 1;
