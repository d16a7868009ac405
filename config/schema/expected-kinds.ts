import * as z from "zod";
import type { Path } from "../faults/path";
import { alternatives, inside } from "./known-keys";
import { layerSchemas } from "./layers";

/** What kind of value a place of the config takes; `any` inside documents, which have their own rules. */
export type Kind = "text" | "number" | "boolean" | "map" | "list" | "any";

/** The schemas at a path, in any layer; `isOpen` if the keys there are the user's. Empty if nothing is known. */
export function schemasAt(path: Path): readonly { readonly schema: z.ZodType; readonly isOpen: boolean }[] {
    let reached = Object.values(layerSchemas).flatMap((schema) => alternatives(schema));
    for (const part of path) reached = reached.flatMap((each) => alternatives(inside(each, part)));
    return reached
        .filter((schema) => !(schema instanceof z.ZodNever))
        .map((schema) => ({ schema, isOpen: schema instanceof z.ZodRecord || schema instanceof z.ZodUnknown }));
}

/** The kinds of values at a path, in any layer. */
export function expectedKinds(path: Path): ReadonlySet<Kind> {
    return new Set(schemasAt(path).map(({ schema }) => kindOfSchema(schema)));
}

function kindOfSchema(schema: z.ZodType): Kind {
    if (schema instanceof z.ZodUnknown) return "any";
    if (schema instanceof z.ZodNumber) return "number";
    if (schema instanceof z.ZodBoolean) return "boolean";
    if (schema instanceof z.ZodArray) return "list";
    return schema instanceof z.ZodObject || schema instanceof z.ZodRecord ? "map" : "text";
}
