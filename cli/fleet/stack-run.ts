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

/** What a run needs. */
export interface StackRunner {
    readonly open: (stack: string) => Promise<OpenStack>;
    readonly engine: Pick<EngineCommand, "begin" | "heard" | "end">;
    readonly setup: Pick<WorkerSetup, "policyPack" | "policyPackConfig">;
    /** Cases of the project's own policies. Default: none. */
    readonly cases?: () => readonly OwnCases[];
    readonly heard: Heard;
}

/** Milliseconds between two looks at what takes long. */
const lookEvery = 5_000;

/** Runs a stack. Whatever goes wrong is a run that failed: this rejects never, for the command waits for its end. */
export async function runStack(
    { open, engine, setup, heard, cases = () => [] }: StackRunner,
    name: string,
    operation: Operation,
    // What does not hang on a thing that fails is made in the same run, where the runs go on by themselves (again.ts).
    isAgain = false,
): Promise<StackRun> {
    const events: EngineEvent[] = [];
    const steps = new Steps();
    let resources = 0;
    // An engine says nothing while AWS lets it wait.
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
    // With the providers as the program makes them now: the state's enter the accounts by whatever role the last `up` had, which lets CI's
    // preview role not in.
    const refresh = operation === "refresh" ? { refresh: true, runProgram: true } : {};
    engine.begin();
    let words = "";
    try {
        const stack = await open(name);
        // Rules about the whole stack are judged at its end: before an `up`, by a preview of its own.
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
    // An engine that ended well has not said what went wrong.
    const said = exitCode === 0 ? words || lastWords : lastWords || words;
    try {
        const preview = readPreview(events, name === "management" ? cases() : []);
        return { exitCode: words === "" ? 0 : exitCode || 1, preview, lastWords: said };
    } catch (error) {
        return { exitCode: exitCode || 1, preview: noPreview, lastWords: words || wordsOf(error) };
    }
}
