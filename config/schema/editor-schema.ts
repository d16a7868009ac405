import { parse } from "yaml";
import { services } from "../aws-facts/services";
import { shippedPolicy, shippedPolicyNames } from "../../policies/shipped";
import type { JsonSchema } from "./json-schema";

/** A generated schema in the form that editors need: examples are values, objects have titles, known names are suggested. */
export function forEditors(schema: object, title: string): JsonSchema {
    return converted(schema as JsonSchema, title);
}

/** Pattern for a key with a project's prefix, in both of the engine's spellings. */
export function prefixed(key: string): string {
    return `^(?!(?:aws|pulumi):)[\\w.-]+:(?:config:)?${key}$`;
}

/** A service principal: editors suggest the known ones, others are valid too. */
export const serviceDefinition: JsonSchema = {
    title: "service",
    description: "A service principal.",
    type: "string",
    pattern: "^[a-z0-9][a-z0-9.-]*\\.amazonaws\\.com$",
    examples: Object.keys(services).sort(),
};

function converted(schema: JsonSchema, name: string): JsonSchema {
    if (schema["description"] === serviceDefinition["description"]) return { $ref: "#/$defs/service" };
    const named = schema["type"] === "object" && schema["title"] === undefined ? { title: name, ...schema } : schema;
    const inner = Object.entries(named).map(([key, value]) => [key, member(key, value, name)] as const);
    return {
        ...Object.fromEntries(inner),
        ...(name === "policies" && schema["type"] === "object" && { properties: shippedPolicies() }),
    };
}

function member(key: string, value: unknown, name: string): unknown {
    if (key === "examples") return (value as readonly string[]).map((text) => parse(text) as unknown);
    if (key === "properties")
        return Object.fromEntries(
            Object.entries(value as JsonSchema).map(([inner, each]) => [inner, converted(each as JsonSchema, inner)]),
        );
    if (key === "anyOf") return (value as readonly JsonSchema[]).map((each) => converted(each, name));
    const isSchema = typeof value === "object" && value !== null && !Array.isArray(value);
    return (key === "additionalProperties" || key === "items") && isSchema
        ? converted(value as JsonSchema, `an entry of ${name}`)
        : value;
}

/** The shipped policies by name, each with its description; a company's own policies may have any name. */
function shippedPolicies(): JsonSchema {
    return Object.fromEntries(
        shippedPolicyNames.map((name) => [
            name,
            {
                description: shippedPolicy(name)!.description,
                $ref: "#/$defs/management/properties/policies/additionalProperties",
            },
        ]),
    );
}
