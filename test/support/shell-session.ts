import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { Dialogue, plain, type Typed } from "./terminal";

/** Result of one command in a session. */
export interface ShellRun {
    /** The end of what the terminal showed while the command ran, without control sequences. */
    readonly shown: string;
    readonly code: number;
}

/** The shell's prompt, with the exit code of the previous command. */
const prompt = /\[\[(\d+)\]\]\$ $/u;
/** The shell prints this between the echoed command and its output. */
const begun = "[[begun]]";
/** Milliseconds after which waiting ends. No command takes that long on any machine. */
const longest = 900_000;
/** Characters that are kept. An engine redraws its tree for minutes; the awaited text is at the end. */
const kept = 60_000;

/** A person's shell at its own terminal: what one command exports, the next one has. */
export class ShellSession {
    private readonly child: ChildProcessWithoutNullStreams;
    private raw = "";
    private hasEnded = false;
    private wake: () => void = () => undefined;

    private constructor(options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
        // A shell that runs a command, as in `script`, removes the prompts from the environment.
        const shell = `stty cols 250 rows 50; exec env PS0='${begun}\\n' PS1='[[$?]]$ ' PS2= bash --norc --noprofile -i`;
        this.child = spawn("script", ["--quiet", "--return", "--command", shell, "/dev/null"], {
            ...options,
            env: { ...options.env, TERM: "xterm" },
        });
        this.child.stdout.setEncoding("utf8");
        this.child.stdout.on("data", (chunk: string) => {
            this.raw = (this.raw + chunk).slice(-kept);
            this.wake();
        });
        this.child.once("close", () => {
            this.hasEnded = true;
            this.wake();
        });
    }

    static async open(options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }): Promise<ShellSession> {
        const session = new ShellSession(options);
        await session.until((shown) => prompt.test(shown), "the prompt");
        return session;
    }

    /** Pastes a command, and types each answer when its question is shown. */
    async run(command: string, answers: readonly Typed[] = []): Promise<ShellRun> {
        // Pasted as by a terminal: the lines are read together, so that the shell has echoed all of them before the first one runs.
        this.type(`\u001B[200~${command}\u001B[201~`);
        const echoed = await this.until((shown) => shown.includes(begun), `the end of the echo of ${command}`);
        this.raw = echoed.slice(echoed.indexOf(begun) + begun.length);
        const dialogue = new Dialogue(answers);
        while (dialogue.next !== undefined) {
            const next = String(dialogue.next);
            const shown = await this.until((all) => dialogue.find(all) !== undefined || prompt.test(all), next);
            const text = dialogue.answer(shown);
            if (text === undefined) throw new Error(`${next} was not shown before the command ended: ${shown}`);
            this.type(text);
        }
        const shown = await this.until((text) => prompt.test(text), "the prompt");
        // With several commands, one for each.
        return { shown: shown.replaceAll(`${begun}\n`, ""), code: Number(prompt.exec(shown)![1]) };
    }

    close(): void {
        this.child.kill();
    }

    /** Text shown before this was typed is no response to it. */
    private type(text: string): void {
        this.raw = "";
        this.child.stdin.write(`${text}\r`);
    }

    private async until(isShown: (shown: string) => boolean, what: string): Promise<string> {
        const deadline = Date.now() + longest;
        for (;;) {
            const shown = plain(this.raw);
            if (isShown(shown)) return shown;
            const left = deadline - Date.now();
            if (this.hasEnded || left <= 0) throw new Error(`${what} was not shown; shown: ${shown}`);
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
