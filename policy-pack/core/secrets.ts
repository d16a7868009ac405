import * as sdk from "@pulumi/policy";

// The SDK has exported these since 1.21, but marked as internal, so that its types lack them (pulumi-policy proxy.ts).
const { unknownCheckingProxy, UnknownValueError } = sdk as unknown as {
    readonly unknownCheckingProxy: (properties: object) => object;
    readonly UnknownValueError: new (mark: string, path: readonly string[]) => Error;
};

/**
 * A value without the SDK's wrappers: the value, whether it is a secret, and the engine's error if it is not known yet.
 */
export interface Unwrapped {
    /**
     * Text, number, boolean, null, a list of Unwrapped or a map of Unwrapped; undefined if it is absent or not known.
     */
    readonly value?: unknown;
    readonly secret: boolean;
    readonly unknown?: Error;
}

interface Deserialize {
    deserializeProperties?: (struct: object, proxySecrets: boolean) => unknown;
}

let secretsAreMarked = false;

/**
 * Makes the SDK keep the marks of secret values, which it removes before a policy sees them (@pulumi/policy
 * deserialize.ts): otherwise a rule could print them. If a later SDK does not allow it, every value counts as a secret:
 * rules then judge, and show no values.
 */
export function keepSecrets(): void {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module, which has no types
    const module = require("@pulumi/policy/deserialize") as Deserialize;
    const original = module.deserializeProperties;
    if (original === undefined) return;
    // The SDK decodes a resource again for each rule: with 20 rules and 800 resources that takes seconds. No rule
    // changes the decoded value.
    const read = new WeakMap<object, unknown>();
    module.deserializeProperties = (struct) => {
        const known = read.get(struct) ?? original(struct, true);
        read.set(struct, known);
        return known;
    };
    secretsAreMarked = true;
}

/** Unwraps the properties that the SDK passes to a policy. */
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

/**
 * The SDK's proxies have these two special properties (proxy.ts): one proxy throws at an unknown value, the other
 * removes the marks of secrets.
 */
function withoutProxies(value: unknown): unknown {
    let inner = value;
    while (typeof inner === "object" && inner !== null) {
        const proxy = inner as { readonly __isSpecialProxy?: unknown; readonly __getSpecialProxyTarget?: unknown };
        if (proxy.__isSpecialProxy !== true) return inner;
        inner = proxy.__getSpecialProxyTarget;
    }
    return inner;
}

/** The SDK's error if the value is the mark of one that is not known yet: only the SDK can tell. */
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
