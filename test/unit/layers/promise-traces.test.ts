import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { keepNoPromiseTraces, type PromiseDebugging } from "../../../layers/shared/promise-traces";

/** A stand-in for the SDK that keeps the stack trace of each promise. */
function sdk(debugPromiseLeaks: boolean): PromiseDebugging & { readonly traces: string[] } {
    const traces: string[] = [];
    // Not named like the SDK's own function, of which bin/stack-traces.js writes no traces.
    const keep: PromiseDebugging["debuggablePromise"] = (promise, context) => {
        traces.push(new Error(String(context)).stack ?? "");
        return promise;
    };
    return { debugPromiseLeaks, traces, debuggablePromise: keep };
}

describe("stack traces of the SDK's promises", () => {
    const promise = Promise.resolve();

    it("are not collected, and errors have theirs before and after", () => {
        const its = sdk(false);
        const { stackTraceLimit } = Error;
        keepNoPromiseTraces(its);
        strictEqual(its.debuggablePromise(promise, "a promise"), promise);
        deepStrictEqual(its.traces, ["Error: a promise"]);
        strictEqual(Error.stackTraceLimit, stackTraceLimit);
    });

    it("are collected where leaks are looked for", () => {
        const its = sdk(true);
        keepNoPromiseTraces(its);
        void its.debuggablePromise(promise, "a promise");
        match(its.traces[0]!, /^Error: a promise\n\s+at /u);
    });

    it("are what the installed SDK keeps, by the function that is called through the module", () => {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module, which has no types
        const installed = require("@pulumi/pulumi/runtime/debuggable") as PromiseDebugging;
        keepNoPromiseTraces();
        const kept = Promise.resolve() as Promise<void> & { readonly _debugStackTrace?: string };
        void installed.debuggablePromise(kept, "a promise");
        match(kept._debugStackTrace ?? "", /^Error:? ?$/u);
    });
});
