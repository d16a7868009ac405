import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { EngineCommand } from "../../../cli/fleet/engine-command";
import type { Operation } from "../../../cli/fleet/messages";
import { runStack, type StackRunner } from "../../../cli/fleet/stack-run";

type Called = readonly [string, Readonly<Record<string, unknown>>];

/** A run that records how the engine is called; `act` is what the engine does meanwhile. */
function runner(engine: EngineCommand, act: () => void = () => undefined): { calls: Called[]; runner: StackRunner } {
    const calls: Called[] = [];
    const called =
        (name: string) =>
        async (options: Readonly<Record<string, unknown>>): Promise<never> => {
            calls.push([name, options]);
            act();
            return Promise.resolve(undefined as never);
        };
    const stack = { preview: called("preview"), up: called("up") } as unknown as Awaited<
        ReturnType<StackRunner["open"]>
    >;
    return { calls, runner: { open: async () => Promise.resolve(stack), engine, setup: {}, heard: () => undefined } };
}

const failed = (): never => {
    throw new Error("the folder is gone");
};

describe("a stack's run in a worker", () => {
    const options = async (operation: Operation): Promise<readonly (readonly [string, unknown, unknown])[]> => {
        const { calls, runner: each } = runner(new EngineCommand("3.0.0"));
        await runStack(each, "apps", operation);
        return calls.map(([name, { refresh, runProgram }]) => [name, refresh, runProgram]);
    };

    it("compares with AWS by the providers of the program, which let CI's preview role in", async () => {
        deepStrictEqual(await options("refresh"), [["preview", true, true]]);
        deepStrictEqual(await options("preview"), [["preview", undefined, undefined]]);
        deepStrictEqual(await options("up"), [["up", undefined, undefined]]);
    });

    it("that cannot be opened is one that failed, by its own words and not by those of the stack before", async () => {
        const engine = new EngineCommand("3.0.0");
        engine.end = { exitCode: 255, lastWords: "words of another stack" };
        const { runner: each } = runner(engine);
        const run = await runStack({ ...each, open: async () => Promise.resolve().then(failed) }, "apps", "up");
        deepStrictEqual([run.exitCode, run.lastWords], [1, "the folder is gone"]);
    });

    it("that fails without its engine has the error's words, not those of an engine that ended well", async () => {
        const engine = new EngineCommand("3.0.0");
        const { runner: each } = runner(engine, () => {
            engine.end = { exitCode: 0, lastWords: "Resources:\n    3 unchanged" };
            failed();
        });
        const run = await runStack(each, "apps", "preview");
        deepStrictEqual([run.exitCode, run.lastWords], [1, "the folder is gone"]);
    });

    it("whose engine failed has the engine's words and its code", async () => {
        const engine = new EngineCommand("3.0.0");
        const { runner: each } = runner(engine, () => {
            engine.end = { exitCode: 255, lastWords: "error: no login" };
            throw new Error("code: 255");
        });
        const run = await runStack(each, "apps", "preview");
        deepStrictEqual([run.exitCode, run.lastWords], [255, "error: no login"]);
    });

    it("whose events cannot be read has failed, and says so", async () => {
        const { runner: each } = runner(new EngineCommand("3.0.0"));
        const stack = {
            preview: async ({ onEvent }: { onEvent: (event: unknown) => void }) => {
                onEvent({ policyEvent: { resourceUrn: 1 } });
                return Promise.resolve();
            },
        } as unknown as Awaited<ReturnType<StackRunner["open"]>>;
        const run = await runStack({ ...each, open: async () => Promise.resolve(stack) }, "apps", "preview");
        strictEqual(run.exitCode, 1);
        match(run.lastWords, /not a function/u);
    });
});
