import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inOwnProcessGroup, untilEngineEnds } from "../common/engine";
import { workingFolder } from "../common/leftovers";
import { CliError, pass } from "../common/ui";
import type { EngineEvent } from "./engine-event";
import { parseEvents } from "./events";

/** Options of a preview. */
export interface PreviewRun {
    readonly dir: string;
    readonly stack: string;
    /** Folder of the policy pack; absent: none. */
    readonly policyPack?: string;
    readonly policyPackConfig?: string;
    readonly refresh?: boolean;
    /** Applied to each line of the engine's output before it is shown. */
    readonly tidy?: (text: string) => string;
}

/** How a preview ended. */
export interface PreviewOutcome {
    readonly exitCode: number;
    readonly events: readonly EngineEvent[];
    /** The engine's last lines of output: they say why a run did not begin, for which there is no event. */
    readonly lastWords: string;
}

// How many lines are kept.
const lastLines = 20;

/** Runs `pulumi preview`. Its output goes to stderr while it runs; its events are returned. */
export async function runPreview({
    dir,
    stack,
    policyPack,
    policyPackConfig,
    refresh = false,
    tidy,
}: PreviewRun): Promise<PreviewOutcome> {
    const folder = workingFolder("org-preview");
    const log = join(folder, "events.json");
    const args = ["preview", "--stack", stack, "--non-interactive", "--color", "never", "--event-log", log];
    // A new account changes hundreds of lines of outputs; the comment says who may enter what.
    args.push("--suppress-outputs");
    // Otherwise each stack would wait for all plugins in node_modules, not only for those that it uses.
    args.push("--skip-plugin-pre-install");
    if (policyPack !== undefined) args.push("--policy-pack", policyPack);
    if (policyPackConfig !== undefined) args.push("--policy-pack-config", policyPackConfig);
    // The program runs, so that its current providers are used: those in the state enter the accounts with the role of the last `up`, which
    // does not let in CI's preview role.
    if (refresh) args.push("--refresh", "--run-program");
    try {
        const { exitCode, lastWords } = await pulumi(args, dir, tidy);
        const events = existsSync(log) ? parseEvents(readFileSync(log, "utf8")) : [];
        return { exitCode, events, lastWords };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

function pulumi(
    args: readonly string[],
    cwd: string,
    tidy: PreviewRun["tidy"],
): Promise<Pick<PreviewOutcome, "exitCode" | "lastWords">> {
    // --event-log is hidden behind this variable, as Pulumi's Automation API uses it.
    const env = { ...process.env, PULUMI_DEBUG_COMMANDS: "true", PULUMI_SKIP_UPDATE_CHECK: "true" };
    const child = spawn("pulumi", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: inOwnProcessGroup });
    let lines: readonly string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
        // Line by line: a secret could arrive in two pieces.
        if (tidy !== undefined)
            createInterface({ input: stream }).on("line", (line) => {
                pass(`${tidy(line)}\n`);
            });
        stream.setEncoding("utf8").on("data", (text: string) => {
            if (tidy === undefined) pass(text);
            lines = `${lines.join("\n")}${text}`.split("\n").slice(-lastLines);
        });
    }
    const ended = new Promise<Pick<PreviewOutcome, "exitCode" | "lastWords">>((resolve, reject) => {
        child.on("error", (error: NodeJS.ErrnoException) => {
            reject(
                error.code === "ENOENT"
                    ? new CliError(
                          "pulumi is not on PATH",
                          "install it: https://www.pulumi.com/docs/iac/download-install/",
                      )
                    : error,
            );
        });
        child.on("close", (code) => {
            resolve({ exitCode: code ?? 1, lastWords: lines.join("\n").trim() });
        });
    });
    return untilEngineEnds("preview", child, ended);
}
