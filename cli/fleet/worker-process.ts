import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { cloneFolder } from "../common/clone-folder";
import type { FromWorker, Heard, Operation, StackRun, ToWorker, WorkerSetup } from "./messages";
import { noPreview } from "./outcome";

const bin = join(cloneFolder, "bin", "typescript.js");
const file = join(cloneFolder, "cli", "fleet", "worker.ts");
// How many characters of a dead worker's output are kept.
const longestWords = 2_000;

/** The command's side of a worker process. */
export class WorkerProcess {
    private words = "";
    private readonly child: ChildProcess;
    private readonly ended: Promise<string>;
    private cancels = 0;

    /** @param environment variables beside those of this process */
    public constructor(setup: WorkerSetup, environment: Readonly<Record<string, string>>) {
        this.child = fork(file, [JSON.stringify(setup)], {
            cwd: setup.dir,
            env: { ...process.env, ...environment },
            execArgv: ["--no-opt", "--require", bin],
            stdio: ["ignore", "pipe", "pipe", "ipc"],
            // Ctrl-C should reach only the command, which tells its workers.
            detached: process.platform !== "win32",
        });
        for (const stream of [this.child.stdout!, this.child.stderr!])
            stream.setEncoding("utf8").on("data", (text: string) => {
                this.words = `${this.words}${text}`.slice(-longestWords);
            });
        this.ended = new Promise((resolve) => {
            this.child.once("error", (error) => {
                resolve(error.message);
            });
            // Not `close`: it does not come if the channel was closed from this side (Node.js 20). setImmediate lets the remaining output
            // be read first.
            this.child.once("exit", (code, signal) => {
                setImmediate(resolve, `the worker process ended (${signal ?? `exit code ${code ?? 1}`})`);
            });
        });
    }

    /** Whether it can run a stack. */
    get isAlive(): boolean {
        const { connected, exitCode, signalCode } = this.child;
        return connected && exitCode === null && signalCode === null;
    }

    /** Runs a stack. If the worker dies, the run counts as failed. */
    async run(stack: string, operation: Operation, heard: Heard, isAgain = false): Promise<StackRun> {
        let done: (run: StackRun) => void;
        const finished = new Promise<StackRun>((resolve) => (done = resolve));
        const listen = (message: FromWorker): void => {
            if (message.kind === "progress") heard(message.resources, message.waits);
            else if (message.kind === "done") done(message.run);
        };
        this.child.on("message", listen);
        this.send({ kind: "run", stack, operation, isAgain });
        const died = this.ended.then((how): StackRun => ({
            exitCode: 1,
            preview: noPreview,
            lastWords: `${how}: ${this.words.trim()}`,
        }));
        try {
            return await Promise.race([finished, died]);
        } finally {
            this.child.off("message", listen);
        }
    }

    /** Interrupts its run: the first call lets it finish what it is doing, the second stops it at once, the third kills its engine. */
    cancel(): void {
        this.cancels += 1;
        this.send({ kind: "cancel", times: this.cancels });
    }

    /** Closes the channel and waits for its end; it ends once it has no run. */
    async close(): Promise<void> {
        if (this.child.connected) this.child.disconnect();
        await this.ended;
    }

    private send(message: ToWorker): void {
        // The death of a worker is noticed by its exit.
        if (this.child.connected) this.child.send(message, () => undefined);
    }
}
