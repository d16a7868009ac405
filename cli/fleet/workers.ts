import { WorkerProcess } from "./worker-process";
import type { Heard, Operation, StackRun, WorkerSetup } from "./messages";

type Worker = Pick<WorkerProcess, "isAlive" | "run" | "cancel" | "close">;

/** The worker processes, one for each lane. A worker is started when its lane gets work, and replaced after a failed run. */
export class Workers {
    private readonly lanes = new Map<number, Worker>();
    private isCancelled = false;

    public constructor(
        private readonly setup: WorkerSetup,
        private readonly environment: Readonly<Record<string, string>>,
        private readonly start = (...args: ConstructorParameters<typeof WorkerProcess>): Worker =>
            new WorkerProcess(...args),
    ) {}

    async run(lane: number, stack: string, operation: Operation, heard: Heard, isAgain = false): Promise<StackRun> {
        const last = this.lanes.get(lane);
        // A worker that died between two stacks is replaced.
        const worker = last?.isAlive === true ? last : this.start(this.setup, this.environment);
        this.lanes.set(lane, worker);
        const run = await worker.run(stack, operation, heard, isAgain);
        // Remains of a failed program must not be reported for the next stack.
        if (run.exitCode !== 0 && !this.isCancelled) {
            this.lanes.delete(lane);
            await worker.close();
        }
        return run;
    }

    /** Interrupts all runs: the first call lets them finish what they are doing, the second stops them at once, the third kills their engines. */
    cancel(): void {
        this.isCancelled = true;
        for (const worker of this.lanes.values()) worker.cancel();
    }

    async close(): Promise<void> {
        await Promise.all([...this.lanes.values()].map((worker) => worker.close()));
    }
}
