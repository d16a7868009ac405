import { z } from "zod";
import { layerSchemas } from "./layers";

/** A JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of stack files, from the schemas that judge them: each layer's config is one of its definitions. */
export function generateSchema(): JsonSchema {
    const layers = Object.entries(layerSchemas);
    return {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: "Stack file of aws-organization",
        description: "Pulumi.<stack>.yaml. Written by `org schema`; do not edit.",
        type: "object",
        properties: {
            config: { anyOf: layers.map(([layer]) => ({ $ref: `#/$defs/${layer}` })) },
            secretsprovider: { type: "string" },
            encryptedkey: { type: "string" },
            encryptionsalt: { type: "string" },
            environment: {},
        },
        additionalProperties: false,
        $defs: Object.fromEntries(layers.map(([layer, schema]) => [layer, layerSchema(schema)])),
    };
}

/** Keys of other namespaces (aws:region) and prefixed keys are none of an editor's business. */
function layerSchema(schema: z.ZodType): JsonSchema {
    const generated = z.toJSONSchema(schema, { io: "input" });
    // The whole file says which dialect it is.
    delete generated.$schema;
    return { ...generated, patternProperties: { "^[\\w-]+:": {} } };
}
