/** The part of Pulumi's SDK that reports promises that are never settled. The SDK's types lack it. */
export interface PromiseDebugging {
    /** Whether PULUMI_DEBUG_PROMISE_LEAKS is set, which prints where each of them was created. */
    readonly debugPromiseLeaks: boolean;
    debuggablePromise: (promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}

/**
 * Makes the SDK create its promises without stack traces. A stack with a few hundred resources has thousands of promises, whose traces take
 * a twelfth of the program's time and are shown only with PULUMI_DEBUG_PROMISE_LEAKS.
 */
export function keepNoPromiseTraces(sdk = installed()): void {
    if (sdk.debugPromiseLeaks) return;
    const { debuggablePromise } = sdk;
    sdk.debuggablePromise = (promise, context) => {
        const { stackTraceLimit } = Error;
        // With 0, V8 collects no frames, which is the slow part.
        Error.stackTraceLimit = 0;
        try {
            return debuggablePromise(promise, context);
        } finally {
            Error.stackTraceLimit = stackTraceLimit;
        }
    };
}

function installed(): PromiseDebugging {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module, which has no types
    return require("@pulumi/pulumi/runtime/debuggable") as PromiseDebugging;
}
