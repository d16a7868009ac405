import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { spawn, type ChildProcess } from "node:child_process";
import { noteEngine } from "./engine-notes";

/** How a run of the engine ended. */
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
 * The engine as the Automation API runs it, but that it gets no Ctrl-C of the terminal: it dies of one that comes before it listens, and
 * leaves its lock. An interrupt is passed on once the engine listens, which is when its first event has come.
 */
export class EngineCommand {
    /** Of the last operation. */
    end: EngineEnd = neverRun;
    private child: ChildProcess | undefined;
    private listens = false;
    /** How many interrupts it is to get, and how many it got. */
    private wanted = 0;
    private sent = 0;

    public constructor(private readonly version: string) {}

    /** As the Automation API takes it. */
    get command(): PulumiCommand {
        const { version } = this;
        const run = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<unknown> =>
            operations.has(args[0] ?? "")
                ? this.run(args, cwd, env)
                : Promise.resolve({ stdout: args.includes("history") ? "[]" : "{}", stderr: "", code: 0 });
        return { command: "pulumi", version: { toString: () => version }, run } as unknown as PulumiCommand;
    }

    /** Forgets what the engine said of the stack before. */
    begin(): void {
        this.end = neverRun;
    }

    /** An event of the engine has come. */
    heard(): void {
        this.listens = true;
        this.pass();
    }

    /** Ends the operation in good order; a second time, at once. Who calls it may have been called by the same key press. */
    cancel(times = 1): void {
        this.wanted = Math.max(this.wanted, times);
        this.pass();
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
            child.on("close", (code) => {
                if (code !== null) forget();
                resolve(code ?? 1);
            });
        });
        this.child = undefined;
        this.end = { exitCode, lastWords: lines.join("\n").trim() };
        if (exitCode !== 0) throw new Error(this.end.lastWords);
        return { stdout: "", stderr: "", code: 0 };
    }
}
