import { WorkerProcess } from "./worker-process";
import type { Heard, Operation, StackRun, WorkerSetup } from "./messages";

type Worker = Pick<WorkerProcess, "isAlive" | "run" | "cancel" | "close">;

/** The worker processes, one a lane; each is started when its lane has work, and another takes its place after a run that failed. */
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
        // One that died after its last stack says nothing of this one.
        const worker = last?.isAlive === true ? last : this.start(this.setup, this.environment);
        this.lanes.set(lane, worker);
        const run = await worker.run(stack, operation, heard, isAgain);
        // What a program left behind that failed must not be reported for the next.
        if (run.exitCode !== 0 && !this.isCancelled) {
            this.lanes.delete(lane);
            await worker.close();
        }
        return run;
    }

    /** Ends all runs in good order; called again, at once. */
    cancel(): void {
        this.isCancelled = true;
        for (const worker of this.lanes.values()) worker.cancel();
    }

    async close(): Promise<void> {
        await Promise.all([...this.lanes.values()].map((worker) => worker.close()));
    }
}
