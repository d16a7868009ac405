import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { cloneFolder } from "../common/clone-folder";
import type { FromWorker, Heard, Operation, StackRun, ToWorker, WorkerSetup } from "./messages";
import { noPreview } from "./outcome";

const bin = join(cloneFolder, "bin", "typescript.js");
const file = join(cloneFolder, "cli", "fleet", "worker.ts");
// Characters of what a worker that died had said.
const longestWords = 2_000;

/** A worker, seen from the command. */
export class WorkerProcess {
    private words = "";
    private readonly child: ChildProcess;
    private readonly ended: Promise<string>;
    private cancels = 0;

    /** `environment`: variables beside those of this process. */
    public constructor(setup: WorkerSetup, environment: Readonly<Record<string, string>>) {
        this.child = fork(file, [JSON.stringify(setup)], {
            cwd: setup.dir,
            env: { ...process.env, ...environment },
            execArgv: ["--no-opt", "--require", bin],
            stdio: ["ignore", "pipe", "pipe", "ipc"],
            // A Ctrl-C of the terminal reaches the command alone, which tells its workers.
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
            // Not `close`, which does not come when the channel was closed from here (Node.js 20); what is left to read is read first.
            this.child.once("exit", (code, signal) => {
                setImmediate(resolve, `the worker process ended (${signal ?? `exit code ${code ?? 1}`})`);
            });
        });
    }

    /** Whether it can take a stack. */
    get isAlive(): boolean {
        const { connected, exitCode, signalCode } = this.child;
        return connected && exitCode === null && signalCode === null;
    }

    /** Runs a stack. A worker that dies of it is a run that failed. */
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

    /** Ends its run in good order; called again, at once. */
    cancel(): void {
        this.cancels += 1;
        this.send({ kind: "cancel", times: this.cancels });
    }

    /** Lets it end, which it does when it has nothing at work. */
    async close(): Promise<void> {
        if (this.child.connected) this.child.disconnect();
        await this.ended;
    }

    private send(message: ToWorker): void {
        // One that has died is heard of by its end.
        if (this.child.connected) this.child.send(message, () => undefined);
    }
}
