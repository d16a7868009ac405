import * as z from "zod";
import { expecting } from "./structure";

const example = '{ Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "*", Resource: "*" }] }';

/** A policy document in the config, as a map or as JSON text. Its content is judged by the policy's type. */
export function documentSchema(description: string): z.ZodType<Readonly<Record<string, unknown>> | string> {
    return z
        .union([z.record(z.string(), z.unknown()), z.string()], {
            error: expecting("policy document (a map or JSON text)", example),
        })
        .meta({ description, examples: [example] });
}
