/** `make test`: types, lint, format, unit and end-to-end tests. Its last line has the totals of all of them. */
import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { SandboxFault } from "../sandbox/fault";
import { installTools } from "../sandbox/tools";

interface Totals {
    readonly passes: number;
    readonly failures: number;
    readonly pending: number;
}

const root = path.resolve(__dirname, "..");
const e2e = path.join(root, "test", "e2e");

/** The end-to-end files that take longest, begun first: one that begins last keeps a single core busy when all others are done. */
const longest = ["day-0", "access", "state", "workflows", "living", "security", "sandbox"];

async function main(): Promise<void> {
    // Each of these keeps one core busy, so they run side by side.
    const totals: Totals[] = await Promise.all([
        check("types", "tsc", ["-p", "tsconfig.check.json"]).then(async (types) =>
            added(types, await check("format", "prettier", ["--check", "--log-level", "warn", "."])),
        ),
        check("lint", "eslint", ["."]),
        mocha("unit", ["test/unit/**/*.test.ts"]),
    ]);
    await installTools();
    // Each file has an emulator and a state of its own, and waits for much of its time.
    const others = fs
        .readdirSync(e2e)
        .filter((file) => file.endsWith(".test.ts"))
        .map((file) => path.basename(file, ".test.ts"));
    const files = [...new Set([...longest, ...others.sort()])].map((name) => path.join(e2e, `${name}.test.ts`));
    totals.push(await mocha("e2e", ["--timeout", "600000", "--parallel", "--jobs", "3", ...files]));
    const { passes, failures, pending } = totals.reduce(added);
    process.stdout.write(`\n${passes} passed, ${failures} failed${pending === 0 ? "" : `, ${pending} skipped`}\n`);
    process.exitCode = failures === 0 ? 0 : 1;
}

/** A tool that passes or fails as one test; what it prints comes when it is done. */
async function check(title: string, tool: string, args: readonly string[]): Promise<Totals> {
    const started = Date.now();
    const { failed, all } = await run(tool, args, "pipe");
    heading(title);
    process.stdout.write(`${all === "" ? "" : `${all}\n`}${failed ? "failed" : "passed"} in ${seconds(started)} s\n`);
    return { passes: failed ? 0 : 1, failures: failed ? 1 : 0, pending: 0 };
}

async function mocha(part: string, args: readonly string[]): Promise<Totals> {
    heading(part);
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "aws-organization-test-")), "totals.json");
    const reporter = path.join(root, "test/support/reporter.js");
    const result = await run("mocha", ["--reporter", reporter, ...args], "inherit", { MOCHA_TOTALS: file });
    // A run that ended without totals died before its end: that is a failure, whatever passed.
    if (!fs.existsSync(file)) return { passes: 0, failures: 1, pending: 0 };
    const totals = JSON.parse(fs.readFileSync(file, "utf8")) as Totals;
    return result.failed && totals.failures === 0 ? { ...totals, failures: 1 } : totals;
}

async function run(
    tool: string,
    args: readonly string[],
    output: "inherit" | "pipe",
    env: Record<string, string> = {},
): Promise<{ failed: boolean; all: string }> {
    const options = { cwd: root, preferLocal: true, reject: false, all: true, env } as const;
    const { failed, all } = await execa(tool, args, { ...options, stdin: "ignore", stdout: output, stderr: output });
    return { failed, all: all ?? "" };
}

function added(one: Totals, other: Totals): Totals {
    return {
        passes: one.passes + other.passes,
        failures: one.failures + other.failures,
        pending: one.pending + other.pending,
    };
}

function heading(text: string): void {
    process.stdout.write(`\n── ${text}\n`);
}

function seconds(since: number): number {
    return Math.round((Date.now() - since) / 1000);
}

main().catch((error: unknown) => {
    process.stderr.write(
        error instanceof SandboxFault ? `${error.message}\n  → ${error.cure}\n` : `${String(error)}\n`,
    );
    process.stdout.write("\n0 passed, 1 failed\n");
    process.exitCode = 1;
});
