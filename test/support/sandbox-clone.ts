import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.resolve(__dirname, "../..");

/** What a clone does not have: files made by tools, or too big to copy. */
const left = new Set([".git", ".sandbox", ".sandbox.lock", "node_modules", "__pycache__", "bench-results", "coverage"]);

/** Without the settings with which the test runner makes tests shorter: its emulator and programs are started as a user's are. */
const asUser = { AWS_EMULATOR_FORK_SERVER: undefined, NODE_OPTIONS: undefined, GOGC: undefined };

/** Result of a command of the sandbox. */
export interface Ended {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** A running command of the sandbox. */
export interface Running {
    /** All that it has printed so far. */
    readonly printed: () => string;
    /** Waits until it has printed this text, or has ended. */
    readonly prints: (text: string) => Promise<void>;
    /** Presses Ctrl-C: the terminal sends the signal to child processes too. */
    readonly interrupt: () => void;
    readonly ended: Promise<Ended>;
}

/** The sources in a separate folder, whose path has blanks; the tools come from the cache. */
export class SandboxClone {
    private constructor(readonly folder: string) {}

    static make(): SandboxClone {
        const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "a user's ")), "aws organization");
        fs.cpSync(root, folder, { recursive: true, filter: (file) => !left.has(path.basename(file)) });
        fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
        return new SandboxClone(folder);
    }

    /** Starts what `make sandbox` and `make sandbox-down` run, in its own process group, as a shell does. */
    start(command: "up" | "down" | "empty", env: Readonly<Record<string, string>> = {}): Running {
        const args = ["--require", "./bin/typescript", "sandbox/main.ts", command];
        const child = execa(process.execPath, args, {
            cwd: this.folder,
            env: { ...asUser, ...env },
            reject: false,
            stdin: "ignore",
            detached: true,
            cleanup: true,
        });
        let printed = "";
        for (const stream of [child.stdout, child.stderr])
            stream.on("data", (data: Buffer) => (printed += data.toString("utf8")));
        let hasEnded = false;
        const ended = child.then(({ exitCode, stdout, stderr }) => {
            hasEnded = true;
            return { exitCode: exitCode ?? -1, stdout, stderr };
        });
        return {
            printed: () => printed,
            prints: async (text) => {
                while (!printed.includes(text) && !hasEnded) await sleep(50);
            },
            interrupt: () => process.kill(-child.pid!, "SIGINT"),
            ended,
        };
    }

    async run(command: "up" | "down" | "empty", env: Readonly<Record<string, string>> = {}): Promise<Ended> {
        return this.start(command, env).ended;
    }

    /** Runs a shell line in the project's folder. */
    async shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
        const options = { cwd: this.folder, env: { ...asUser, ...env }, reject: false } as const;
        const { exitCode, stdout, stderr } = await execa("sh", ["-c", line], options);
        return { exitCode: exitCode ?? -1, stdout, stderr };
    }

    path(...parts: string[]): string {
        return path.join(this.folder, ...parts);
    }

    async remove(): Promise<void> {
        if (fs.existsSync(this.path(".sandbox"))) await this.run("down");
        fs.rmSync(path.dirname(this.folder), { recursive: true, force: true });
    }
}
