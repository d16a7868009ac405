/** `make test`: types, lint, format, unit and end-to-end tests. Its last line has the totals of all of them. */
import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { SandboxFault } from "../sandbox/fault";
import { cacheRoot } from "../sandbox/locations";
import { installTools } from "../sandbox/tools";
import { startForkServer } from "./support/fork-server";

interface Totals {
    readonly passes: number;
    readonly failures: number;
    readonly pending: number;
    readonly failed: readonly { readonly title: string; readonly message: string }[];
    /** Seconds of the tests by file. */
    readonly seconds?: Readonly<Record<string, number>>;
}

const root = path.resolve(__dirname, "..");
const cache = path.join(root, "node_modules", ".cache", "aws-organization");
/** Seconds of each file's tests in the last run of any clone, by the file's path in the clone. */
const times = path.join(cacheRoot, "test-seconds.json");

async function main(): Promise<void> {
    // The checks run beside the tests, and print their results after them.
    const checks = [
        check("types", process.execPath, [
            ...["node_modules/typescript-7/bin/tsc", "--incremental", "--tsBuildInfoFile", path.join(cache, "types")],
        ]),
        check("lint", process.execPath, ["--require", "./bin/typescript", "test/lint.ts"]),
        // A separate cache file: prettier without a cache would delete the usual one.
        check("format", "prettier", [
            ...["--cache", "--cache-strategy", "content", "--cache-location", path.join(cache, "format")],
            ...["--check", "--log-level", "warn", "."],
        ]),
    ];
    const { python } = await installTools();
    const emulators = await startForkServer(python);
    // Each file has its own emulator and state, and waits for some of its time. Their output comes after the unit tests'.
    const unit = mocha("unit", []);
    const args = ["--parallel", "--jobs", "4"];
    const totals = await Promise.all([unit, mocha("e2e", args, emulators.environment, unit)]);
    await emulators.end();
    for (const { report, failures } of await Promise.all(checks)) {
        process.stdout.write(report);
        totals.push({ passes: 1 - failures, failures, pending: 0, failed: [] });
    }
    const failed = totals.flatMap((part) => part.failed);
    if (failed.length > 0) process.stdout.write(heading("failed tests, once more"));
    for (const { title, message } of failed) process.stdout.write(`${title}\n${ends(message)}\n\n`);
    const sum = (key: "passes" | "failures" | "pending"): number =>
        totals.reduce((total, part) => total + part[key], 0);
    const skipped = sum("pending") === 0 ? "" : `, ${sum("pending")} skipped`;
    process.stdout.write(`\n${sum("passes")} passed, ${sum("failures")} failed${skipped}\n`);
    process.exitCode = sum("failures") === 0 ? 0 : 1;
}

/** Runs a tool that counts as one test, and prints a message about it. */
async function check(
    title: string,
    tool: string,
    args: readonly string[],
): Promise<{ readonly report: string; readonly failures: 0 | 1 }> {
    const started = Date.now();
    const run = await execa(tool, args, { cwd: root, preferLocal: true, reject: false, stdin: "ignore", all: true });
    const seconds = Math.round((Date.now() - started) / 1000);
    const end = `${run.failed ? "failed" : "passed"} in ${seconds} s\n`;
    return { report: heading(title) + `${run.all}\n${end}`.trimStart(), failures: run.failed ? 1 : 0 };
}

/** Runs the tests of a folder. Their output is held back until `earlier` has ended. */
async function mocha(
    part: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    earlier: Promise<unknown> = Promise.resolve(),
): Promise<Totals> {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "aws-organization-test-")), "totals.json");
    const reporter = path.join(root, "test/support/reporter.js");
    const colors = process.stdout.isTTY ? ["--color"] : [];
    const running = execa("mocha", ["--reporter", reporter, ...colors, ...args, ...testFiles(part)], {
        cwd: root,
        preferLocal: true,
        reject: false,
        stdin: "ignore",
        all: true,
        buffer: false,
        env: { ...environment, MOCHA_TOTALS: file },
    });
    const held = running.all.pipe(new PassThrough({ highWaterMark: 2 ** 30 }));
    void earlier.then(() => {
        process.stdout.write(heading(part));
        held.pipe(process.stdout, { end: false });
    });
    const [result] = await Promise.all([running, finished(held)]);
    // A run without totals was killed before its end: that is a failure, whatever passed.
    if (!fs.existsSync(file)) return { passes: 0, failures: 1, pending: 0, failed: [] };
    const totals = JSON.parse(fs.readFileSync(file, "utf8")) as Totals;
    keepTimes(totals.seconds ?? {});
    return result.failed && totals.failures === 0 ? { ...totals, failures: 1 } : totals;
}

/**
 * Files in the order in which they start. The last ones run alone, so the ones that took longest in the last run start first. Before a
 * first run: those that wait half a minute for authenticator codes and those that run the engine most often, then the largest.
 */
function testFiles(part: string): readonly string[] {
    const folder = path.join(root, "test", part);
    const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name));
    const known = knownTimes();
    const isLong = (file: string): boolean => /(?:day-0|refused-calls)\.test\.ts$/u.test(file);
    const size = (file: string): number => (isLong(file) ? Infinity : fs.statSync(file).size);
    const time = (file: string): number => known[path.relative(root, file)] ?? Infinity;
    // A new file starts first, since its time is not known.
    const isBefore = (a: string, b: string): number => Math.sign(time(b) - time(a)) || size(b) - size(a) || 0;
    return files.filter((file) => file.endsWith(".test.ts")).sort(isBefore);
}

function knownTimes(): Readonly<Record<string, number>> {
    try {
        return JSON.parse(fs.readFileSync(times, "utf8")) as Readonly<Record<string, number>>;
    } catch {
        return {};
    }
}

function keepTimes(seconds: Readonly<Record<string, number>>): void {
    const taken = Object.entries(seconds).map(([file, each]) => [path.relative(root, file), each] as const);
    fs.mkdirSync(path.dirname(times), { recursive: true });
    fs.writeFileSync(times, JSON.stringify({ ...knownTimes(), ...Object.fromEntries(taken) }));
}

/** The cause of a failure is in the first or last lines of a long message. */
function ends(message: string): string {
    const lines = message.trim().split("\n");
    const shown = lines.length <= 24 ? lines : [...lines.slice(0, 8), "…", ...lines.slice(-15)];
    return shown.map((line) => `    ${line}`).join("\n");
}

function heading(text: string): string {
    return `\n── ${text}\n`;
}

main().catch((error: unknown) => {
    process.stderr.write(
        error instanceof SandboxFault ? `${error.message}\n  → ${error.cure}\n` : `${String(error)}\n`,
    );
    process.stdout.write("\n0 passed, 1 failed\n");
    process.exitCode = 1;
});
