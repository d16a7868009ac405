import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inOwnProcessGroup, untilEngineEnds } from "../common/engine";
import { workingFolder } from "../common/leftovers";
import { CliError, pass } from "../common/ui";
import type { EngineEvent } from "./engine-event";
import { parseEvents } from "./events";

/** Which preview is run. */
export interface PreviewRun {
    readonly dir: string;
    readonly stack: string;
    /** Folder of the policy pack; absent: none. */
    readonly policyPack?: string;
    readonly policyPackConfig?: string;
    readonly refresh?: boolean;
    /** How each line of what the engine says is made fit for others. */
    readonly tidy?: (text: string) => string;
}

/** How it ended. */
export interface PreviewOutcome {
    readonly exitCode: number;
    readonly events: readonly EngineEvent[];
    /** The last lines of what the engine said: why it did not begin, which no event tells. */
    readonly lastWords: string;
}

// Lines of them.
const lastLines = 20;

/** Runs `pulumi preview`; what it says goes to stderr while it runs, its events are returned. */
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
    // What an account more shifts in them is hundreds of lines; the comment says who may enter what.
    args.push("--suppress-outputs");
    // Each stack waits for the plugins that it uses, and not for all that are in node_modules.
    args.push("--skip-plugin-pre-install");
    if (policyPack !== undefined) args.push("--policy-pack", policyPack);
    if (policyPackConfig !== undefined) args.push("--policy-pack-config", policyPackConfig);
    // With the providers as the program makes them now: the state's enter the accounts by whatever role the last `up` had, which lets CI's
    // preview role not in.
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
    // The event log is among the engine's commands for tools, as its Automation API uses it.
    const env = { ...process.env, PULUMI_DEBUG_COMMANDS: "true", PULUMI_SKIP_UPDATE_CHECK: "true" };
    const child = spawn("pulumi", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: inOwnProcessGroup });
    let lines: readonly string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
        // By lines: what is to be hidden may come in two pieces.
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
