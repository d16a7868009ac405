import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The parts of a GitHub workflow that tests read. */
export interface Workflow {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: Readonly<Record<string, string>>;
    readonly concurrency?: Job["concurrency"];
    readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
    readonly needs?: string | readonly string[];
    readonly if?: string;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly environment?: string;
    readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
    readonly "timeout-minutes"?: number;
    readonly "continue-on-error"?: boolean;
    readonly strategy?: { readonly "max-parallel"?: number; readonly "fail-fast": boolean };
    readonly steps: readonly Step[];
}

export interface Step {
    readonly name?: string;
    readonly id?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
}

export const workflowFolder = join(__dirname, "../../.github/workflows");

/** A workflow's text. */
export function workflowText(name: string): string {
    return readFileSync(join(workflowFolder, `${name}.yml`), "utf8");
}

export function readWorkflow(name: string): Workflow {
    return parse(workflowText(name)) as Workflow;
}

/** The script of a step. */
export function scriptOf(workflow: string, step: string): string {
    const found = Object.values(readWorkflow(workflow).jobs)
        .flatMap(({ steps }) => steps)
        .find(({ name }) => name === step);
    if (found?.run === undefined) throw new Error(`${workflow}.yml has no step ${step} that runs a script`);
    return found.run;
}
