import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { copyOf } from "./error-copy";

type Debuggable = (promise: Promise<unknown>, context?: unknown) => Promise<unknown>;

/**
 * Lets frozen errors pass through the SDK's promises, which write properties on them (runtime/debuggable.js): otherwise the failed write
 * replaces the error, and what had happened is lost. The module is internal to the SDK; without it, all other errors are unchanged.
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

// `require` returns the module itself, `import` a copy.
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
