import * as z from "zod";
import { forEditors, prefixed, serviceDefinition } from "./editor-schema";
import type { JsonSchema } from "./json-schema";
import { layerSchemas, type Layer } from "./layers";
import { regionForm } from "./rules";
import { knownRegions } from "../aws-facts/partitions";

const titles: Readonly<Record<Layer, string>> = {
    management: "config of the management stack",
    security: "config of the security stack",
    member: "config of a member's stack",
};

/** The JSON Schema of stack files, from the schemas that judge them. Each layer's config is one of its definitions. */
export function generateSchema(): JsonSchema {
    const layers = Object.entries(layerSchemas) as [Layer, z.ZodObject][];
    return {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: "stack file",
        description: "Pulumi.<stack>.yaml of aws-organization. Written by `org schema`; do not edit.",
        type: "object",
        properties: {
            config: {
                description: "The config of the stack: ./org validate says more, with cures.",
                anyOf: layers.map(([layer]) => ({ $ref: `#/$defs/${layer}` })),
            },
            secretsprovider: {
                type: "string",
                description: "Written by pulumi stack init: the key of the stack's secrets.",
            },
            encryptedkey: { type: "string", description: "Written by the engine." },
            encryptionsalt: { type: "string", description: "Written by the engine." },
            environment: { description: "Pulumi environments that give values too." },
        },
        additionalProperties: false,
        $defs: {
            service: serviceDefinition,
            region: {
                title: "region",
                description: "Home region of the organization: state and audit are there.",
                type: "string",
                pattern: regionForm.source,
                examples: knownRegions,
            },
            ...Object.fromEntries(layers.map(([layer, schema]) => [layer, layerSchema(layer, schema)])),
        },
    };
}

/** A layer's config. Each key may have the project's prefix, as the engine writes it. Keys of other namespaces are not judged. */
function layerSchema(layer: Layer, schema: z.ZodObject): JsonSchema {
    const {
        properties,
        required = [],
        ...generated
    } = forEditors(z.toJSONSchema(schema, { io: "input" }), titles[layer]);
    const keys = Object.keys(properties as JsonSchema);
    const at = (key: string): JsonSchema => ({ $ref: `#/$defs/${layer}/properties/${key}` });
    const needed = (required as readonly string[]).map((key) => ({
        anyOf: [
            { required: [key] },
            { required: [`aws-organization:${key}`] },
            { not: { propertyNames: { not: { pattern: prefixed(key) } } } },
        ],
    }));
    // Only the whole file names its dialect.
    delete (generated as Record<string, unknown>)["$schema"];
    return {
        ...generated,
        properties: { "aws:region": { $ref: "#/$defs/region" }, ...(properties as JsonSchema) },
        patternProperties: {
            "^aws:config:region$": { $ref: "#/$defs/region" },
            ...Object.fromEntries(keys.map((key) => [prefixed(key), at(key)])),
            "^(?!(?:aws|aws-organization):)[\\w.-]+:": {},
        },
        ...(needed.length > 0 && { allOf: needed }),
    };
}
