import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { spawn, type ChildProcess } from "node:child_process";
import { endedBy } from "../common/engine-failure";
import { noteEngine } from "./engine-notes";

/** How an operation of the engine ended. */
export interface EngineEnd {
    readonly exitCode: number;
    /** The last lines that it printed. */
    readonly lastWords: string;
}

// How many lines are kept.
const lastLines = 20;

const neverRun: EngineEnd = { exitCode: 1, lastWords: "" };

/** Commands that really run. The Automation API runs others around them, whose results nobody reads; those are not run. */
const operations = new Set(["preview", "up"]);

/**
 * Runs the engine for the Automation API, but without the terminal's Ctrl-C: before the engine handles signals, one would kill it and leave
 * its lock. An interrupt is passed on once the engine has sent its first event, because it handles signals from then on.
 */
export class EngineCommand {
    /** How the last operation ended. */
    end: EngineEnd = neverRun;
    private child: ChildProcess | undefined;
    private listens = false;
    /** How many interrupts the engine should get, and how many it got. */
    private wanted = 0;
    private sent = 0;

    public constructor(private readonly version: string) {}

    /** The form that the Automation API expects. */
    get command(): PulumiCommand {
        const { version } = this;
        const run = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<unknown> =>
            operations.has(args[0] ?? "")
                ? this.run(args, cwd, env)
                : Promise.resolve({ stdout: args.includes("history") ? "[]" : "{}", stderr: "", code: 0 });
        return { command: "pulumi", version: { toString: () => version }, run } as unknown as PulumiCommand;
    }

    /** Forgets the output of the stack before. */
    begin(): void {
        this.end = neverRun;
    }

    /** Called for each event of the engine. */
    heard(): void {
        this.listens = true;
        this.pass();
    }

    /**
     * Interrupts the operation: once, it finishes what it is doing; twice, it stops at once; three times, it is killed. `times` is the total,
     * since callers may repeat the same key press.
     */
    cancel(times = 1): void {
        this.wanted = Math.max(this.wanted, times);
        // If it leaves a lock, its note identifies it.
        if (times > 2) this.child?.kill("SIGKILL");
        else this.pass();
    }

    private pass(): void {
        if (!this.listens) return;
        for (; this.sent < this.wanted; this.sent += 1) this.child?.kill("SIGINT");
    }

    private async run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<unknown> {
        this.begin();
        this.listens = false;
        this.sent = 0;
        let lines: readonly string[] = [];
        // Plugins are loaded when a stack first uses them, not all at the start.
        const child = spawn("pulumi", [...args, "--skip-plugin-pre-install", "--non-interactive", "--color", "never"], {
            cwd,
            env: { ...process.env, ...env, PULUMI_AUTOMATION_API: "true" },
            stdio: ["ignore", "pipe", "pipe"],
            detached: process.platform !== "win32",
        });
        this.child = child;
        const forget = noteEngine(cwd, args[args.indexOf("--stack") + 1] ?? "", child.pid);
        for (const stream of [child.stdout, child.stderr])
            stream.setEncoding("utf8").on("data", (text: string) => {
                lines = `${lines.join("\n")}${text}`.split("\n").slice(-lastLines);
            });
        const exitCode = await new Promise<number>((resolve, reject) => {
            child.on("error", reject);
            child.on("close", (code, signal) => {
                if (code === null) lines = [...lines, endedBy(signal)];
                else forget();
                resolve(code ?? 1);
            });
        });
        this.child = undefined;
        this.end = { exitCode, lastWords: lines.join("\n").trim() };
        if (exitCode !== 0) throw new Error(this.end.lastWords);
        return { stdout: "", stderr: "", code: 0 };
    }
}
