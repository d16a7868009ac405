import * as pulumi from "@pulumi/pulumi";
import { types } from "node:util";

/** A copy of an error with only its message. The original may be a proxy that refuses to be read. */
export function copyOf(thrown: unknown): Error {
    const message = messageOf(thrown);
    const copy = emptyLike(thrown, message);
    copy.name = textOf(thrown, "name") ?? "Error";
    copy.stack = textOf(thrown, "stack") ?? `${copy.name}: ${message}`;
    const code = read(thrown, "code");
    return typeof code === "string" || typeof code === "number" ? Object.assign(copy, { code }) : copy;
}

/** Keeps the kind of error where the SDK prints that kind in a different way. */
function emptyLike(thrown: unknown, message: string): Error {
    if (is(pulumi.RunError, thrown)) return new pulumi.RunError(message);
    // The SDK prints only its message, beside its resource.
    if (is(pulumi.ResourceError, thrown))
        return new pulumi.ResourceError(message, read(thrown, "resource") as pulumi.Resource, true);
    return new Error(message);
}

function messageOf(thrown: unknown): string {
    if (!isObject(thrown)) return typeof thrown === "string" ? thrown : `${String(thrown)} was thrown`;
    const message = textOf(thrown, "message");
    if (message !== undefined && message.trim() !== "") return message;
    // Node.js gives an AggregateError (refused connections) no message.
    const inner = read(read(thrown, "errors"), "0");
    const cause = textOf(inner, "message") ?? "";
    if (cause.trim() !== "") return cause;
    const code = read(thrown, "code");
    if (typeof code === "string" || typeof code === "number") return String(code);
    return types.isNativeError(thrown) ? "an error without a message" : "an object was thrown that is no error";
}

export function isObject(value: unknown): value is object {
    return (typeof value === "object" && value !== null) || typeof value === "function";
}

export function is(kind: { readonly isInstance: (value: unknown) => boolean }, value: unknown): boolean {
    try {
        return kind.isInstance(value);
    } catch {
        return false;
    }
}

function read(value: unknown, key: string): unknown {
    try {
        return isObject(value) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
    } catch {
        return undefined;
    }
}

function textOf(value: unknown, key: string): string | undefined {
    const text = read(value, key);
    return typeof text === "string" ? text : undefined;
}
