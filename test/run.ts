/** `make test`: types, lint, format, unit and end-to-end tests. Its last line has the totals of all of them. */
import { execaSync } from "execa";
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

async function main(): Promise<void> {
    const totals: Totals[] = [
        check("types", "tsc", ["-p", "tsconfig.check.json"]),
        check("lint", "eslint", ["."]),
        check("format", "prettier", ["--check", "--log-level", "warn", "."]),
        mocha("unit", []),
    ];
    await installTools();
    // Each file has an emulator and a state of its own, and waits for much of its time.
    totals.push(mocha("e2e", ["--timeout", "600000", "--parallel", "--jobs", "3"]));
    const sum = (key: keyof Totals): number => totals.reduce((total, part) => total + part[key], 0);
    const skipped = sum("pending") === 0 ? "" : `, ${sum("pending")} skipped`;
    process.stdout.write(`\n${sum("passes")} passed, ${sum("failures")} failed${skipped}\n`);
    process.exitCode = sum("failures") === 0 ? 0 : 1;
}

/** A tool that passes or fails as one test. */
function check(title: string, tool: string, args: readonly string[]): Totals {
    heading(title);
    const started = Date.now();
    const failed = run(tool, args).failed;
    process.stdout.write(`${failed ? "failed" : "passed"} in ${seconds(started)} s\n`);
    return { passes: failed ? 0 : 1, failures: failed ? 1 : 0, pending: 0 };
}

function mocha(part: string, args: readonly string[]): Totals {
    heading(part);
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "aws-organization-test-")), "totals.json");
    const reporter = path.join(root, "test/support/reporter.js");
    const result = run("mocha", ["--reporter", reporter, ...args, `test/${part}/**/*.test.ts`], { MOCHA_TOTALS: file });
    // A run that ended without totals died before its end: that is a failure, whatever passed.
    if (!fs.existsSync(file)) return { passes: 0, failures: 1, pending: 0 };
    const totals = JSON.parse(fs.readFileSync(file, "utf8")) as Totals;
    return result.failed && totals.failures === 0 ? { ...totals, failures: 1 } : totals;
}

function run(tool: string, args: readonly string[], env: Record<string, string> = {}): { failed: boolean } {
    return execaSync(tool, args, {
        cwd: root,
        preferLocal: true,
        reject: false,
        stdio: ["ignore", "inherit", "inherit"],
        env,
    });
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
