/**
 * `./org report` for 7, 50 and 400 accounts: wall-clock and CPU seconds until the page is written, its size and, if there is Chromium, the
 * first paint and the findings of axe-core, light and dark. Compared, for 400, with `./org validate`, which reads the same files. Run by
 * `make bench`.
 */
import axe, { type AxeResults } from "axe-core";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium, browserTimeout, startChromium } from "../support/chromium";
import { largeCompany, stackFileText } from "../support/large-company";

const org = path.resolve(__dirname, "../../bin/org.js");
const rounds = 5;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-bench-"));
const { PATH = "" } = process.env;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Writes the CPU time of the process when it exits. */
const counter = path.join(folder, "counter.js");
const usage = path.join(folder, "usage");
fs.writeFileSync(
    counter,
    `process.on("exit", () => { const { user, system } = process.cpuUsage(); require("node:fs").writeFileSync(${JSON.stringify(usage)}, String((user + system) / 1e6)); });`,
);

/** Wall-clock and CPU seconds, medians of the rounds after one that is not counted. */
function seconds(cwd: string, args: readonly string[]): { readonly clock: number; readonly processor: number } {
    const taken = Array.from({ length: rounds + 1 }, () => {
        const started = performance.now();
        const { status, stderr } = spawnSync(process.execPath, ["--require", counter, org, ...args], {
            cwd,
            encoding: "utf8",
            env: { PATH, HOME: folder },
        });
        if (status !== 0) throw new Error(stderr);
        return {
            clock: (performance.now() - started) / 1000,
            processor: Number(fs.readFileSync(usage, "utf8")),
        };
    }).slice(1);
    return {
        clock: median(taken.map(({ clock }) => clock)),
        processor: median(taken.map(({ processor }) => processor)),
    };
}

function companyOf(accounts: number): string {
    const project = path.join(folder, String(accounts));
    fs.mkdirSync(project);
    fs.writeFileSync(path.join(project, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
    for (const [stack, config] of Object.entries(largeCompany(accounts)))
        fs.writeFileSync(path.join(project, `Pulumi.${stack}.yaml`), stackFileText(config));
    return project;
}

/** Milliseconds from navigation to first paint, the median of the rounds. */
async function firstPaint(file: string): Promise<number | undefined> {
    const chromium = findChromium();
    if (chromium === undefined) return undefined;
    const browser = await startChromium(chromium, folder);
    const paints: number[] = [];
    for (let round = 0; round <= rounds; round++) {
        const page = await browser.newPage();
        await page.goto(pathToFileURL(file).href);
        const paint = await page.evaluate<number>(`new Promise((resolve) => {
            new PerformanceObserver((list) => {
                const entry = list.getEntriesByName("first-contentful-paint")[0];
                if (entry !== undefined) resolve(entry.startTime);
            }).observe({ type: "paint", buffered: true });
        })`);
        if (round > 0) paints.push(paint);
        await page.close();
    }
    await browser.close();
    return median(paints);
}

/** Findings of axe-core with everything unfolded; for 400 accounts only in light, because it checks each of 10,000 cells. */
async function axeFindings(file: string, accounts: number): Promise<readonly string[]> {
    const browser = await startChromium(findChromium()!, folder);
    const found: string[] = [];
    for (const colorScheme of accounts > 50 ? (["light"] as const) : (["light", "dark"] as const)) {
        const page = await browser.newPage({ colorScheme });
        page.setDefaultTimeout(browserTimeout);
        await page.goto(pathToFileURL(file).href);
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate<AxeResults>("axe.run()");
        found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0]?.html ?? ""}`));
        await page.close();
    }
    await browser.close();
    return found;
}

const words = ({ clock, processor }: ReturnType<typeof seconds>): string =>
    `${clock.toFixed(2)} s (${processor.toFixed(2)} CPU s)`;

async function main(): Promise<void> {
    for (const accounts of [7, 50, 400]) {
        const project = companyOf(accounts);
        const file = path.join(project, "organization.html");
        const taken = seconds(project, ["report", "--offline", "--out", file]);
        const megabytes = fs.statSync(file).size / 1e6;
        const paint = await firstPaint(file);
        const painted = paint === undefined ? "no Chromium here" : `first paint after ${(paint / 1000).toFixed(2)} s`;
        console.log(`${accounts} accounts: ${words(taken)}, ${megabytes.toFixed(2)} MB, ${painted}`);
        const findings = paint === undefined ? [] : await axeFindings(file, accounts);
        if (paint !== undefined) console.log(`axe-core: ${findings.length === 0 ? "nothing" : findings.join("\n")}`);
        if (findings.length > 0) process.exitCode = 1;
        if (accounts < 400) continue;
        console.log(`./org validate of the same: ${words(seconds(project, ["validate"]))}`);
        // CPU seconds, because wall-clock seconds depend on what else runs.
        if (taken.processor > 2 || megabytes > 1.5 || (paint ?? 0) > 1000) {
            console.log("more than 2 CPU s, 1.5 MB, or 1 s until the first paint");
            process.exitCode = 1;
        }
    }
}

main()
    .catch((error: unknown) => {
        console.log(String(error));
        process.exitCode = 1;
    })
    .finally(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });
