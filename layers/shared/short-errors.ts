import * as pulumi from "@pulumi/pulumi";
import { inspect } from "node:util";

/**
 * Has an error that nobody caught printed as one line, at once. The SDK prints it with all that it holds (cmd/run/error.js, util.inspect):
 * for an error that has a resource in reach that takes minutes and a gigabyte. Where it happened is shown with `--debug`.
 */
export function shortenErrors(): void {
    // Once, where one process runs several stacks one after another.
    process.off("uncaughtException", shorten).off("unhandledRejection", shorten);
    // Before the SDK's own listeners, which print it.
    process.prependListener("uncaughtException", shorten).prependListener("unhandledRejection", shorten);
}

function shorten(error: unknown): void {
    // RunErrors are what the program says itself, and the SDK prints them as they are.
    if (!(error instanceof Error) || Object.hasOwn(error, inspect.custom) || !Object.isExtensible(error)) return;
    const failure: Error = error;
    if (pulumi.RunError.isInstance(error)) return;
    const { name, message, stack } = failure;
    const line = `${name === "Error" ? "" : `${name}: `}${message.split("\n")[0]!} (pulumi --debug shows where)`;
    Object.defineProperty(failure, inspect.custom, { value: () => line, enumerable: false });
    // What the SDK prints of an error that comes when the program has ended.
    failure.stack = line;
    // A promise that nobody waits for may be the last thing that this process sees.
    pulumi.log.debug(stack ?? message).catch(() => undefined);
}
