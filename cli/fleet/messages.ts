/** What the command and its workers say to each other. */
import type { Preview } from "../preview/events";
import type { Wait } from "./waits";

/** What is done to a stack. `refresh` compares with AWS too, and writes no state. */
export type Operation = "preview" | "refresh" | "up";

/** How a worker is set up: the same for all stacks. */
export interface WorkerSetup {
    /** The project's folder: what the program takes for its own. */
    readonly dir: string;
    /** The program, which Pulumi.yaml calls `main`. */
    readonly program: string;
    /** The folder in which the engine works: copies of Pulumi.yaml and of the stack files. */
    readonly workDir: string;
    /** Version of the engine, `3.259.0`. */
    readonly engine: string;
    /** Folder of the policy pack; absent: none. */
    readonly policyPack?: string;
    readonly policyPackConfig?: string;
}

/** To a worker. */
export type ToWorker =
    | { readonly kind: "run"; readonly stack: string; readonly operation: Operation; readonly isAgain: boolean }
    /** Ends the run in good order; said a second time, at once. */
    | { readonly kind: "cancel"; readonly times: number };

/** From a worker. */
export type FromWorker =
    | { readonly kind: "ready" }
    | { readonly kind: "progress"; readonly stack: string; readonly resources: number; readonly waits: readonly Wait[] }
    | { readonly kind: "done"; readonly stack: string; readonly run: StackRun };

/** Hears how many resources a run has come to, and what takes long. */
export type Heard = (resources: number, waits: readonly Wait[]) => void;

/** How a stack's run ended. */
export interface StackRun {
    readonly exitCode: number;
    readonly preview: Preview;
    /** The last lines of what the engine said: why it did not begin, which no event tells. */
    readonly lastWords: string;
}
