import * as pulumi from "@pulumi/pulumi";
import { inspect } from "node:util";
import { copyOf, is, isObject } from "./error-copy";
import { keepFrozen } from "./frozen-errors";

/**
 * Prints an uncaught error as one line, at once. The SDK prints it with everything that it refers to (cmd/run/error.js, util.inspect),
 * which takes minutes and a gigabyte for an error that leads to a resource. `--debug` shows where it happened.
 */
export function shortenErrors(): void {
    // Once, even if one process runs several stacks one after another.
    if (isInstalled) return;
    isInstalled = true;
    // The thrown value may be frozen, and only here can the SDK's listeners get another one.
    const emit = process.emit.bind(process) as (event: string | symbol, ...args: unknown[]) => boolean;
    process.emit = ((event: string | symbol, ...args: unknown[]) =>
        event === "uncaughtException" || event === "unhandledRejection"
            ? emit(event, shortened(args[0]), ...args.slice(1))
            : emit(event, ...args)) as typeof process.emit;
    keepFrozen();
}

let isInstalled = false;

/** Always the same error for the same thrown value: the SDK reports an error once, however many promises reject with it. */
const short = { ofObjects: new WeakMap<object, Error>(), ofOthers: new Map<unknown, Error>() };

/** What the SDK gets instead of the thrown value: an error with nothing but its line. */
export function shortened(thrown: unknown): Error {
    const known = isObject(thrown) ? short.ofObjects.get(thrown) : short.ofOthers.get(thrown);
    if (known !== undefined) return known;
    const error = copyOf(thrown);
    if (isObject(thrown)) short.ofObjects.set(thrown, error);
    else short.ofOthers.set(thrown, error);
    short.ofObjects.set(error, error);
    // RunErrors are the program's own messages, and the SDK prints them as they are.
    const line = is(pulumi.RunError, error) ? error.message : shorten(error);
    Object.defineProperty(error, inspect.custom, { value: () => line });
    // The SDK prints this for an error that comes after the program has ended.
    error.stack = line;
    return error;
}

function shorten(error: Error): string {
    const { name, message, stack = "" } = error;
    // A promise that nobody waits for may be the last thing in this process.
    pulumi.log.debug(stack.includes(message) ? stack : `${message}\n${stack}`).catch(() => undefined);
    error.message = firstLine(message);
    const kind = name === "Error" || name === "" ? "" : `${name}: `;
    return `${kind}${error.message} (pulumi --debug shows where)`;
}

const longest = 1000;

/** The first line with content; if it ends in a colon, the next one as well. */
function firstLine(text: string): string {
    const [line = "", next] = linesOf(text, 2);
    const whole = line.endsWith(":") && next !== undefined ? `${line} ${next}` : line;
    return whole.length <= longest ? whole : `${whole.slice(0, longest)}… (${text.length} characters)`;
}

/** The first lines with content. */
function linesOf(text: string, most: number): readonly string[] {
    const rest = text.trimStart();
    if (most === 0 || rest === "") return [];
    const [line = ""] = rest.split(/[\r\n\u2028\u2029]/u, 1);
    return [line.trimEnd(), ...linesOf(rest.slice(line.length), most - 1)];
}
