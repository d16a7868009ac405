import * as sdk from "@pulumi/policy";

// Exported since 1.21, for tests and the like, but marked internal, so that the SDK's types lack them (pulumi-policy proxy.ts).
const { unknownCheckingProxy, UnknownValueError } = sdk as unknown as {
    readonly unknownCheckingProxy: (properties: object) => object;
    readonly UnknownValueError: new (mark: string, path: readonly string[]) => Error;
};

/** A value out of the SDK's wrappings: what it is, whether it is a secret, and the engine's error when it is not known yet. */
export interface Unwrapped {
    /** Text, number, boolean, null, a list of Unwrapped or a map of Unwrapped; absent when it is not there or not known. */
    readonly value?: unknown;
    readonly secret: boolean;
    readonly unknown?: Error;
}

interface Deserialize {
    deserializeProperties?: (struct: object, proxySecrets: boolean) => unknown;
}

let secretsAreMarked = false;

/**
 * Makes the SDK keep the marks of secret values, which it takes off before a policy sees them (@pulumi/policy deserialize.ts): a rule
 * could print them otherwise. When a later SDK cannot be asked so, every value counts as a secret: the rules judge, and show nothing.
 */
export function keepSecrets(): void {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module, which has no types
    const module = require("@pulumi/policy/deserialize") as Deserialize;
    const original = module.deserializeProperties;
    if (original === undefined) return;
    // The SDK reads a resource again for each rule: with 20 rules and 800 resources that is seconds. No rule changes what it reads.
    const read = new WeakMap<object, unknown>();
    module.deserializeProperties = (struct) => {
        const known = read.get(struct) ?? original(struct, true);
        read.set(struct, known);
        return known;
    };
    secretsAreMarked = true;
}

/** Unwraps the properties that the SDK hands to a policy. */
export function unwrap(properties: unknown): Unwrapped {
    return unwrapValue(properties, !secretsAreMarked);
}

function unwrapValue(wrapped: unknown, secret: boolean): Unwrapped {
    const value = withoutProxies(wrapped);
    if (value instanceof sdk.Secret) return { ...unwrapValue(value.value, true), secret: true };
    if (typeof value === "string") {
        const unknown = unknownError(value);
        return unknown === undefined ? { value, secret } : { secret, unknown };
    }
    if (Array.isArray(value)) return { value: value.map((item) => unwrapValue(item, secret)), secret };
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).map(([key, item]) => [key, unwrapValue(item, secret)]);
        return { value: Object.fromEntries(entries) as unknown, secret };
    }
    return { value, secret };
}

/** The SDK's proxies react to these two words (proxy.ts): one throws at an unknown value, the other takes marks of secrets off. */
function withoutProxies(value: unknown): unknown {
    let inner = value;
    while (typeof inner === "object" && inner !== null) {
        const proxy = inner as { readonly __isSpecialProxy?: unknown; readonly __getSpecialProxyTarget?: unknown };
        if (proxy.__isSpecialProxy !== true) return inner;
        inner = proxy.__getSpecialProxyTarget;
    }
    return inner;
}

/** The SDK's error for a value that is not known yet: it alone knows the marks of them. */
function unknownError(value: string): Error | undefined {
    // The marks are UUIDs.
    if (value.length !== 36) return undefined;
    try {
        Reflect.get(unknownCheckingProxy({ value }), "value");
        return undefined;
    } catch (error) {
        if (error instanceof UnknownValueError) return error;
        throw error;
    }
}
