/**
 * A worker of the fleet: a process that loads Node.js, SDK and program once, and runs one stack after another with inline programs of the
 * Automation API. It never runs two at the same time: an unhandled error of one program would be reported for the other.
 */
import type { LocalWorkspace as Workspace, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ownCases, type OwnCases } from "../policies/own-cases";
import { EngineCommand } from "./engine-command";
import type { FromWorker, Heard, ToWorker, WorkerSetup } from "./messages";
import { runStack } from "./stack-run";

const setup = JSON.parse(process.argv[2]!) as WorkerSetup;
// The program's copy of the SDK: another copy would not know which resources the program registers.
const load = createRequire(join(setup.dir, "index.js"));
const { LocalWorkspace } = load("@pulumi/pulumi/automation") as { LocalWorkspace: typeof Workspace };
const program = load(setup.program) as PulumiFn;
const engine = new EngineCommand(setup.engine);
let isAtWork = false;

function tell(message: FromWorker): void {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

async function open(stack: string): Promise<Stack> {
    const workspace = await LocalWorkspace.create({
        workDir: setup.workDir,
        program,
        pulumiCommand: engine.command,
        envVars: { PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    // This runs no command: engine-command.ts makes up the response.
    const { Stack: Class } = load("@pulumi/pulumi/automation") as { Stack: typeof Stack };
    return Class.select(stack, workspace);
}

process.on("message", (message: ToWorker) => {
    if (message.kind === "cancel") {
        engine.cancel(message.times);
        return;
    }
    isAtWork = true;
    const { stack, operation, isAgain } = message;
    const heard: Heard = (resources, waits) => {
        tell({ kind: "progress", stack, resources, waits });
    };
    const cases = (): readonly OwnCases[] => ownCases(setup.dir);
    void runStack({ open, engine, setup, heard, cases }, stack, operation, isAgain).then((run) => {
        isAtWork = false;
        tell({ kind: "done", stack, run });
        // The command is gone.
        if (!process.connected) process.exit(0);
    });
});

/** Interrupts the run, so that no lock is left. */
function end(): void {
    engine.cancel();
    if (!isAtWork) process.exit(0);
}
// The command is gone, or all its processes are being stopped.
process.on("disconnect", end);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
// When the command is gone, the program's output has no reader.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
// A late error of one stack must not fail the next one.
process.on("uncaughtException", (error) => {
    if (!isAtWork) throw error;
});
tell({ kind: "ready" });
