/**
 * How long `org` takes to start and to validate the shipped stack files, compared with a Node.js that does nothing. Run by `make bench`.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const rounds = 10;

/** Wall-clock seconds, the median of the rounds after a first one, which translates the files. */
function median(args: readonly string[]): number {
    const seconds = Array.from({ length: rounds + 1 }, () => {
        const started = process.hrtime.bigint();
        const { status } = spawnSync(process.execPath, args, { cwd: root });
        if (status !== 0) throw new Error(`node ${args.join(" ")} exited with ${String(status)}`);
        return Number(process.hrtime.bigint() - started) / 1e9;
    });
    return seconds.slice(1).sort((a, b) => a - b)[rounds / 2]!;
}

const org = join(root, "bin", "org.js");
const baseline = median(["--eval", "0"]);
const measured = { "org --help": median([org, "--help"]), "org validate": median([org, "validate"]) };
console.log(`node, doing nothing: ${baseline.toFixed(2)} s`);
for (const [name, seconds] of Object.entries(measured))
    console.log(`${name}: ${seconds.toFixed(2)} s, ${(seconds / baseline).toFixed(1)} times that`);
