/** Messages between the command and its workers. */
import type { Preview } from "../preview/events";
import type { Wait } from "./waits";

/** What is done with a stack. `refresh` previews it and compares it with AWS; it does not write the state. */
export type Operation = "preview" | "refresh" | "up";

/** Settings of a worker, which are the same for all stacks. */
export interface WorkerSetup {
    /** The project's folder, which the program takes for its own. */
    readonly dir: string;
    /** Path of the program: `main` of Pulumi.yaml. */
    readonly program: string;
    /** The folder in which the engine works, with copies of Pulumi.yaml and of the stack files. */
    readonly workDir: string;
    /** Version of the engine, `3.259.0`. */
    readonly engine: string;
    /** Folder of the policy pack; absent: none. */
    readonly policyPack?: string;
    readonly policyPackConfig?: string;
}

/** A message to a worker. */
export type ToWorker =
    | { readonly kind: "run"; readonly stack: string; readonly operation: Operation; readonly isAgain: boolean }
    /**
     * Interrupts the run: once, it finishes what it is doing; twice, it stops at once; three times, its engine is killed. `times` is the
     * total.
     */
    | { readonly kind: "cancel"; readonly times: number };

/** A message from a worker. */
export type FromWorker =
    | { readonly kind: "ready" }
    | { readonly kind: "progress"; readonly stack: string; readonly resources: number; readonly waits: readonly Wait[] }
    | { readonly kind: "done"; readonly stack: string; readonly run: StackRun };

/** Called with the number of resources that a run has begun, and those that take long. */
export type Heard = (resources: number, waits: readonly Wait[]) => void;

/** How a stack's run ended. */
export interface StackRun {
    readonly exitCode: number;
    readonly preview: Preview;
    /** The engine's last lines of output: they say why a run did not begin, for which there is no event. */
    readonly lastWords: string;
}
