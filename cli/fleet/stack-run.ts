import type { Stack } from "@pulumi/pulumi/automation";
import type { EngineEvent } from "../preview/engine-event";
import type { OwnCases } from "../policies/own-cases";
import { readPreview } from "../preview/events";
import type { EngineCommand } from "./engine-command";
import { wordsOf } from "./failure-words";
import type { Heard, Operation, StackRun, WorkerSetup } from "./messages";
import { noPreview } from "./outcome";
import { Steps } from "./waits";

/** A stack, as the Automation API opens it. */
type OpenStack = Pick<Stack, "preview" | "up">;

/** What a run of a stack needs. */
export interface StackRunner {
    readonly open: (stack: string) => Promise<OpenStack>;
    readonly engine: Pick<EngineCommand, "begin" | "heard" | "end">;
    readonly setup: Pick<WorkerSetup, "policyPack" | "policyPackConfig">;
    /** Test cases of the project's own policies. Default: none. */
    readonly cases?: () => readonly OwnCases[];
    readonly heard: Heard;
}

/** Milliseconds between two checks for resources that take long. */
const lookEvery = 5_000;

/** Runs a stack. It never rejects: every error becomes a failed run, for which the command waits. */
export async function runStack(
    { open, engine, setup, heard, cases = () => [] }: StackRunner,
    name: string,
    operation: Operation,
    // In a repeated run, the engine goes on after an error, so that everything independent of it is made (again.ts).
    isAgain = false,
): Promise<StackRun> {
    const events: EngineEvent[] = [];
    const steps = new Steps();
    let resources = 0;
    // The engine sends no event while AWS is slow.
    const looking = setInterval(() => {
        const waits = steps.long();
        if (waits.length > 0) heard(resources, waits);
    }, lookEvery);
    const options = {
        onEvent: (event: EngineEvent) => {
            engine.heard();
            events.push(event);
            steps.heard(event);
            if (event.resourcePreEvent === undefined) return;
            resources += 1;
            heard(resources, steps.long());
        },
        suppressProgress: true,
        ...(setup.policyPack === undefined ? {} : { policyPacks: [setup.policyPack] }),
        ...(setup.policyPackConfig === undefined ? {} : { policyPackConfigs: [setup.policyPackConfig] }),
    };
    // The program runs, so that its current providers are used: those in the state enter the accounts with the role of the last `up`, which
    // does not let in CI's preview role.
    const refresh = operation === "refresh" ? { refresh: true, runProgram: true } : {};
    engine.begin();
    let words = "";
    try {
        const stack = await open(name);
        // Rules about the whole stack are checked at the end of a run, so an `up` has a preview before it.
        if (operation !== "up" || setup.policyPack !== undefined)
            await stack.preview({ ...options, ...refresh } as Parameters<Stack["preview"]>[0]);
        if (operation === "up") {
            events.length = 0;
            await stack.up({ ...options, continueOnError: isAgain } as Parameters<Stack["up"]>[0]);
        }
    } catch (error) {
        words = wordsOf(error);
    } finally {
        clearInterval(looking);
    }
    const { exitCode, lastWords } = engine.end;
    // If the engine succeeded, its output does not have the error.
    const said = exitCode === 0 ? words || lastWords : lastWords || words;
    try {
        const preview = readPreview(events, name === "management" ? cases() : []);
        return { exitCode: words === "" ? 0 : exitCode || 1, preview, lastWords: said };
    } catch (error) {
        return { exitCode: exitCode || 1, preview: noPreview, lastWords: words || wordsOf(error) };
    }
}
