import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { copyOf } from "./error-copy";

type Debuggable = (promise: Promise<unknown>, context?: unknown) => Promise<unknown>;

/**
 * Has a frozen error pass through the SDK's promises, which write on it (runtime/debuggable.js): what comes out of them else is that this
 * is not possible, and what had happened is lost. The module is none that the SDK promises to have: without it, all other errors are as they are.
 */
export function keepFrozen(load: () => unknown = loadDebuggable): void {
    const sdk = moduleOf(load);
    const { debuggablePromise } = sdk;
    const isReplaced =
        typeof debuggablePromise === "function" &&
        Reflect.set(sdk, "debuggablePromise", (promise: Promise<unknown>, context?: unknown) =>
            (debuggablePromise as Debuggable)(promise.catch(rethrowWritable), context),
        );
    if (!isReplaced)
        pulumi.log
            .debug("@pulumi/pulumi has no runtime/debuggable: frozen errors lose their text")
            .catch(() => undefined);
}

// The module itself: what import gives is a copy.
function loadDebuggable(): unknown {
    return createRequire(__filename)("@pulumi/pulumi/runtime/debuggable");
}

function moduleOf(load: () => unknown): { readonly debuggablePromise?: unknown } {
    try {
        return Object(load()) as { readonly debuggablePromise?: unknown };
    } catch {
        return {};
    }
}

function rethrowWritable(error: unknown): never {
    throw error instanceof Error && Object.isExtensible(error) ? error : copyOf(error);
}
