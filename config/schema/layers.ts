import type * as z from "zod";
import { managementSchema } from "./management";
import { memberSchema } from "./member";
import { securitySchema } from "./security";

/** The layer of a stack. */
export type Layer = "management" | "security" | "member";

/** The schema of each layer's config. */
export const layerSchemas: Readonly<Record<Layer, z.ZodObject>> = {
    management: managementSchema,
    security: securitySchema,
    member: memberSchema,
};

/** The top-level keys of all layers. */
export const knownTopKeys: readonly string[] = [
    ...new Set(Object.values(layerSchemas).flatMap((schema) => Object.keys(schema.shape))),
];

/** A stack's layer: its name, or `member` for any other name. */
export function layerOf(stack: string): Layer {
    return stack === "management" || stack === "security" ? stack : "member";
}
