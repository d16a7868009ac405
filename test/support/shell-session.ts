import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { plain, type Typed } from "./terminal";

/** How one command of a session ended. */
export interface ShellRun {
    /** The tail of what the terminal showed since it was typed, without control sequences. */
    readonly shown: string;
    readonly code: number;
}

/** The shell's prompt: the exit code of the command before it. */
const prompt = /\[\[(\d+)\]\]\$ $/u;
/** An engine redraws its tree for minutes; what is awaited is at the end. */
const kept = 60_000;

/** A person's shell at a terminal of its own: what one command exports, the next one has. */
export class ShellSession {
    private readonly child: ChildProcessWithoutNullStreams;
    private raw = "";
    private wake: () => void = () => undefined;

    private constructor(options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
        // A shell that runs a command, as script's does, takes the prompts out of the environment.
        const shell = "stty cols 250 rows 50; exec env PS1='[[$?]]$ ' PS2= bash --norc --noprofile -i";
        this.child = spawn("script", ["--quiet", "--return", "--command", shell, "/dev/null"], {
            ...options,
            env: { ...options.env, TERM: "xterm" },
        });
        this.child.stdout.setEncoding("utf8");
        this.child.stdout.on("data", (chunk: string) => {
            this.raw = (this.raw + chunk).slice(-kept);
            this.wake();
        });
    }

    static async open(options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }): Promise<ShellSession> {
        const session = new ShellSession(options);
        await session.until(prompt, 30);
        return session;
    }

    /** Types a command, and each answer when its question is shown; fails when a question does not come within `seconds`. */
    async run(command: string, answers: readonly Typed[] = [], seconds = 300): Promise<ShellRun> {
        this.type(command);
        for (const { at, text } of answers) {
            await this.until(at, seconds);
            this.type(typeof text === "string" ? text : text());
        }
        const shown = await this.until(prompt, seconds);
        return { shown, code: Number(prompt.exec(shown)![1]) };
    }

    close(): void {
        this.child.kill();
    }

    /** What is shown before the text is no answer to it. */
    private type(text: string): void {
        this.raw = "";
        this.child.stdin.write(`${text.replaceAll("\n", "\r")}\r`);
    }

    private async until(sign: RegExp, seconds: number): Promise<string> {
        const deadline = Date.now() + seconds * 1000;
        for (;;) {
            const shown = plain(this.raw);
            if (sign.test(shown)) return shown;
            if (prompt.test(shown))
                throw new Error(`${String(sign)} was not shown before the command ended; shown: ${shown}`);
            const left = deadline - Date.now();
            if (left <= 0) throw new Error(`${String(sign)} was not shown in ${seconds} s; shown: ${shown}`);
            await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, left);
                this.wake = () => {
                    clearTimeout(timer);
                    resolve();
                };
            });
        }
    }
}
