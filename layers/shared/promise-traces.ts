/** The part of the SDK that names the promises that are never settled. Its types lack it. */
export interface PromiseDebugging {
    /** Whether PULUMI_DEBUG_PROMISE_LEAKS asks for where each was made. */
    readonly debugPromiseLeaks: boolean;
    debuggablePromise: (promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}

/**
 * Has the SDK keep no stack trace of each promise: there are thousands where a stack has a few hundred resources, they are a twelfth of what the program
 * takes, and are shown with PULUMI_DEBUG_PROMISE_LEAKS alone.
 */
export function keepNoPromiseTraces(sdk = installed()): void {
    if (sdk.debugPromiseLeaks) return;
    const { debuggablePromise } = sdk;
    sdk.debuggablePromise = (promise, context) => {
        const { stackTraceLimit } = Error;
        // V8 then collects no frames, which is what takes long.
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
