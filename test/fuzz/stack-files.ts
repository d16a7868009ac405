/** `make fuzz`: 10,000 generated stack files, read by the engine's own packages and by `org validate`, with a new seed each time. */
import * as path from "node:path";
import { readingDifferences } from "../support/reading-differences";

const count = Number(process.env["FUZZ_FILES"] ?? 10_000);
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

async function main(): Promise<void> {
    const { differences, accepted } = await readingDifferences(
        count,
        seed,
        path.resolve(__dirname, "../../Pulumi.yaml"),
    );
    for (const { text, ours, engine } of differences.slice(0, 20))
        process.stdout.write(
            `${JSON.stringify(text)}\n  validate ${JSON.stringify(ours)}\n  engine   ${JSON.stringify(engine)}\n`,
        );
    process.stdout.write(
        `${count} files, ${accepted} without a fault, ${differences.length} differences (FUZZ_SEED=${seed})\n`,
    );
    process.exitCode = differences.length === 0 ? 0 : 1;
}

void main();
