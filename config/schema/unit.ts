import * as z from "zod";
import { encodeComplaint } from "../faults/complaint";
import { shape } from "./structure";
import { tagsSchema } from "./tags";
import { formerNamesSchema, notText, text } from "./text";

/** One unit of `units`: its path, or a map with its path and other settings. */
export const unitSchema = z
    .union(
        [
            z.string(),
            shape("A unit with settings.", "{ path: workloads/prd, formerly: workloads/production }", {
                path: text({ description: "Its path.", example: "workloads/prd" }),
                formerly: formerNamesSchema({
                    description:
                        "The path that it had before, under the same parent: AWS renames the unit in place, with its id, accounts and policies.",
                    example: "workloads/production",
                }).optional(),
                tags: tagsSchema("unit").optional(),
            }),
        ],
        { error: ({ input }) => encodeComplaint(notText(input, "workloads/prd")) },
    )
    .meta({ description: "A path, or a map with `path`.", examples: ["workloads/prd"] });
