import * as z from "zod";
import { encodeComplaint } from "../faults/complaint";
import { nearest } from "../faults/nearest";
import { kindOf } from "./text";

/** Reports a value of the wrong kind, with an example of the right one. */
export function expecting(kind: string, example: string): (issue: { input?: unknown }) => string {
    return ({ input }) => {
        if (input === undefined)
            return encodeComplaint({ message: "is required, and missing", cure: `write: {key}: ${example}` });
        if (input === null) {
            return encodeComplaint({
                message: "has no value",
                cure: `write a ${kind}, as in {key}: ${example}, or take the line out`,
            });
        }
        return encodeComplaint({
            message: `is a ${kindOf(input)}, and must be a ${kind}`,
            cure: `write: {key}: ${example}`,
        });
    };
}

/** A map with fixed keys; any other key is a fault. */
export function shape<T extends z.ZodRawShape>(
    description: string,
    example: string,
    fields: T,
): z.ZodObject<T, z.core.$strict> {
    return z
        .strictObject(fields, {
            error: (issue) => (issue.code === "unrecognized_keys" ? undefined : expecting("map", example)(issue)),
        })
        .meta({ description, examples: [example] });
}

/** A map with the user's keys. */
export function mapOf<V extends z.ZodType>(
    description: string,
    example: string,
    value: V,
    keyPattern?: string,
): z.ZodRecord<z.ZodString, V> {
    const key = keyPattern === undefined ? z.string() : z.string().meta({ pattern: keyPattern });
    return z.record(key, value, { error: expecting("map", example) }).meta({ description, examples: [example] });
}

/** A list. */
export function listOf<T extends z.ZodType>(description: string, example: string, item: T): z.ZodArray<T> {
    return z.array(item, { error: expecting("list", example) }).meta({ description, examples: [example] });
}

/** `true` or `false`. */
export function flag(description: string, fallback: boolean): z.ZodBoolean {
    return z.boolean({ error: expecting("boolean", String(fallback)) }).meta({ description, default: fallback });
}

/** A service that `true` enables, or a map with settings. */
export function service<T extends z.ZodRawShape>(
    description: string,
    example: string,
    fields: T,
): z.ZodUnion<readonly [z.ZodBoolean, z.ZodObject<T, z.core.$strict>]> {
    return z
        .union([z.boolean(), shape("The service, with settings.", example, fields)], {
            error: expecting("boolean or map", example),
        })
        .meta({ description: `${description} Default: false.`, examples: [example] });
}

/** A whole number with a minimum and a maximum. */
export function wholeNumber(description: string, example: number, minimum: number, maximum: number): z.ZodNumber {
    const cure = `write a whole number from ${minimum} to ${maximum}, as in {key}: ${example}`;
    return z
        .number({ error: expecting("number", String(example)) })
        .check((context) => {
            if (Number.isInteger(context.value) && context.value >= minimum && context.value <= maximum) return;
            context.issues.push({
                code: "custom",
                input: context.value,
                message: encodeComplaint({ message: "is out of bounds", cure }),
            });
        })
        .meta({ description, examples: [String(example)], minimum, maximum, type: "integer" });
}

/** One of some words. */
export function oneOf<const W extends readonly [string, ...string[]]>(
    description: string,
    words: W,
): z.ZodEnum<z.core.util.ToEnum<W[number]>> {
    return z
        .enum(words, {
            error: ({ input }) => {
                if (input === undefined)
                    return encodeComplaint({
                        message: "is required, and missing",
                        cure: `write one of ${words.join(", ")}`,
                    });
                const near = typeof input === "string" ? nearest(input, words) : undefined;
                const cure =
                    near === undefined
                        ? `write one of ${words.join(", ")}`
                        : `did you mean ${near}? It takes ${words.join(", ")}`;
                return encodeComplaint({ message: "is not one of the words that this key takes", cure });
            },
        })
        .meta({ description, examples: [words[0]] });
}
