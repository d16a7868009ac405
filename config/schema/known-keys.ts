import * as z from "zod";
import type { Path } from "../faults/path";

/** The keys that the schema has at a path; empty if the keys are the user's. */
export function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
    let reached: readonly z.ZodType[] = alternatives(schema);
    for (const part of path) {
        reached = reached.flatMap((each) => alternatives(inside(each, part)));
    }
    return reached.flatMap((each) => (each instanceof z.ZodObject ? Object.keys(each.shape) : []));
}

/** The schema of a member. Everything below an unknown value is unknown too. */
export function inside(schema: z.ZodType, part: string | number): z.ZodType {
    if (schema instanceof z.ZodUnknown) return schema;
    if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.ZodType>)[part] ?? z.never();
    if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
    return schema instanceof z.ZodArray ? (schema.element as z.ZodType) : z.never();
}

/** The schemas that a value may match. */
export function alternatives(schema: z.ZodType): readonly z.ZodType[] {
    if (schema instanceof z.ZodOptional) return alternatives(schema.unwrap() as z.ZodType);
    return schema instanceof z.ZodUnion ? (schema.options as readonly z.ZodType[]).flatMap(alternatives) : [schema];
}
