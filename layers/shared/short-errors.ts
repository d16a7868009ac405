import * as pulumi from "@pulumi/pulumi";
import { inspect } from "node:util";
import { copyOf, is, isObject } from "./error-copy";
import { keepFrozen } from "./frozen-errors";

/**
 * Has an error that nobody caught printed as one line, at once. The SDK prints it with all that it holds (cmd/run/error.js, util.inspect):
 * for an error that has a resource in reach that takes minutes and a gigabyte. Where it happened is shown with `--debug`.
 */
export function shortenErrors(): void {
    // Once, where one process runs several stacks one after another.
    if (isInstalled) return;
    isInstalled = true;
    // What was thrown may be frozen, and what the SDK's listeners get can be chosen here alone.
    const emit = process.emit.bind(process) as (event: string | symbol, ...args: unknown[]) => boolean;
    process.emit = ((event: string | symbol, ...args: unknown[]) =>
        event === "uncaughtException" || event === "unhandledRejection"
            ? emit(event, shortened(args[0]), ...args.slice(1))
            : emit(event, ...args)) as typeof process.emit;
    keepFrozen();
}

let isInstalled = false;

/** One error for what was thrown, each time: the SDK reports an error once, however many promises bring it. */
const short = { ofObjects: new WeakMap<object, Error>(), ofOthers: new Map<unknown, Error>() };

/** What the SDK gets for what was thrown: an error that holds nothing but its line. */
export function shortened(thrown: unknown): Error {
    const known = isObject(thrown) ? short.ofObjects.get(thrown) : short.ofOthers.get(thrown);
    if (known !== undefined) return known;
    const error = copyOf(thrown);
    if (isObject(thrown)) short.ofObjects.set(thrown, error);
    else short.ofOthers.set(thrown, error);
    short.ofObjects.set(error, error);
    // RunErrors are what the program says itself, and the SDK prints their message as it is.
    const line = is(pulumi.RunError, error) ? error.message : shorten(error);
    Object.defineProperty(error, inspect.custom, { value: () => line });
    // What the SDK prints of an error that comes when the program has ended.
    error.stack = line;
    return error;
}

function shorten(error: Error): string {
    const { name, message, stack = "" } = error;
    // A promise that nobody waits for may be the last thing that this process sees.
    pulumi.log.debug(stack.includes(message) ? stack : `${message}\n${stack}`).catch(() => undefined);
    error.message = firstLine(message);
    const kind = name === "Error" || name === "" ? "" : `${name}: `;
    return `${kind}${error.message} (pulumi --debug shows where)`;
}

const longest = 1000;

/** The first line that says something; one that ends in a colon says what the next one is. */
function firstLine(text: string): string {
    const [line = "", next] = linesOf(text, 2);
    const whole = line.endsWith(":") && next !== undefined ? `${line} ${next}` : line;
    return whole.length <= longest ? whole : `${whole.slice(0, longest)}… (${text.length} characters)`;
}

/** The first lines with something in them. */
function linesOf(text: string, most: number): readonly string[] {
    const rest = text.trimStart();
    if (most === 0 || rest === "") return [];
    const [line = ""] = rest.split(/[\r\n\u2028\u2029]/u, 1);
    return [line.trimEnd(), ...linesOf(rest.slice(line.length), most - 1)];
}
