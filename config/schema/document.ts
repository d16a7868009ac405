import { z } from "zod";
import { encodeComplaint } from "../complaint";
import { kindOf } from "./text";

/** A policy document in the config, as a map or as JSON text; its content is checked with the policy's type. */
export function documentSchema(description: string): z.ZodType<Readonly<Record<string, unknown>> | string> {
    return z
        .union([z.record(z.string(), z.unknown()), z.string()], {
            error: ({ input }) =>
                encodeComplaint({
                    message: `is a ${kindOf(input)}, and must be a policy document`,
                    cure: "write a map with Version and Statement, or the JSON text",
                }),
        })
        .meta({ description, examples: ['{ Version: "2012-10-17", Statement: [] }'] });
}
