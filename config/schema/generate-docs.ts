import * as z from "zod";
import type { JsonSchema } from "./json-schema";
import { limitTable } from "../aws-facts/limits";
import { layerSchemas, type Layer } from "./layers";

const introductions: Readonly<Record<Layer, string>> = {
    management:
        "The organization, its accounts, policies and access: `Pulumi.management.yaml`. What two layers need is here, once.",
    security: "People, groups and audit: `Pulumi.security.yaml`.",
    member: "Any other stack is a member account of that name. It needs no file: all it needs comes from the management stack.",
};

/** The reference page of the config, in Markdown, from the schemas that judge the config. */
export function generateDocs(): string {
    const layers = (Object.keys(layerSchemas) as Layer[]).map((layer) => {
        const schema = z.toJSONSchema(layerSchemas[layer], { io: "input" }) as JsonSchema;
        return `## ${layer}\n\n${introductions[layer]}\n\n${sections(schema)}`;
    });
    return `${[head, ...layers, limits()].join("\n\n")}\n`;
}

const head = `# Configuration

<!-- Written by \`org schema --docs\` from config/schema/; do not edit. -->

Every key of the stack files. Keys are written bare (\`company:\`); the engine reads them as \`<project>:company\`, and both forms
work. \`./org validate\` tells every fault at once, offline, with its line and its cure; a preview runs the same checks before it
registers anything. \`aws:region\` is the home region, and the one key of \`aws:\` that is read: any other is a fault, for it would guard or
tag nothing. Its partition of AWS (\`aws\`, \`aws-us-gov\`, \`aws-cn\`, or \`aws-eusc\`, the European Sovereign Cloud) makes ARNs and the addresses of the
console; a region of no known partition is a fault, and so are \`regions\` and ARNs of \`access\` that are of another one. Account ids are texts of 12 digits **in quotes**: YAML makes numbers of others. There are no secrets in this config.

Files are read as Pulumi's engine reads them (YAML 1.1, by gopkg.in/yaml.v3). What another reader of YAML would take for something else is
a fault with the line to write: tags, numbers such as \`007\`, dates, \`.inf\`, \`\\/\`, tabs, a second document, UTF-16. In maps that are merged
(\`<<\`) the explicit key wins, and of a list of maps the first. \`email\`, \`<project>:email\` and \`<project>:config:email\` are one key. What a
Pulumi environment gives, \`validate\` cannot see; it names the environment, and says what is missing without it.`;

function sections(schema: JsonSchema): string {
    return Object.entries(properties(schema))
        .map(([key, member]) => {
            const rows = keysBelow(member, "");
            const table =
                rows.length === 0
                    ? ""
                    : `\n\n| key | takes | needed | meaning |\n|---|---|---|---|\n${rows.join("\n")}`;
            return `### \`${key}\`${isRequired(schema, key) ? " (required)" : ""}\n\n${text(member["description"])}${example(key, member)}${key === "limits" ? "" : table}`;
        })
        .join("\n\n");
}

function keysBelow(schema: JsonSchema, prefix: string): readonly string[] {
    const alternatives = (schema["anyOf"] ?? []) as readonly JsonSchema[];
    const element = (schema["items"] ?? schema["additionalProperties"]) as JsonSchema | false | undefined;
    const own = Object.entries(properties(schema)).flatMap(([key, member]) => [
        `| \`${prefix}${key}\` | ${takes(member)} | ${isRequired(schema, key) ? "yes" : ""} | ${cell(text(member["description"]))} |`,
        ...keysBelow(member, `${prefix}${key}.`),
    ]);
    const inner =
        element === undefined || element === false
            ? []
            : keysBelow(element, schema["items"] === undefined ? `${prefix}<key>.` : `${prefix}[].`);
    return [...own, ...inner, ...alternatives.flatMap((each) => keysBelow(each, prefix))];
}

function takes(schema: JsonSchema): string {
    const words = schema["enum"] as readonly string[] | undefined;
    if (words !== undefined) return words.map((word) => `\`${word}\``).join(", ");
    const alternatives = schema["anyOf"] as readonly JsonSchema[] | undefined;
    if (alternatives !== undefined) return alternatives.map(takes).join(" or ");
    const kind = text(schema["type"]);
    const names: Readonly<Record<string, string>> = {
        string: "text",
        array: "list",
        object: "map",
        integer: "number",
    };
    const { minimum, maximum, maxLength } = schema as { minimum?: number; maximum?: number; maxLength?: number };
    if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
    if (kind === "boolean") {
        const fallback = schema["default"] as boolean | undefined;
        return fallback === undefined ? "true or false" : `true or false, default ${String(fallback)}`;
    }
    return `${names[kind] ?? "anything"}${maxLength === undefined ? "" : `, at most ${maxLength}`}`;
}

function example(key: string, schema: JsonSchema): string {
    const [first] = (schema["examples"] ?? []) as readonly string[];
    return first === undefined ? "" : `\n\n\`\`\`yaml\n${key}: ${first}\n\`\`\``;
}

function limits(): string {
    const rows = Object.entries(limitTable).map(
        ([name, { value, unit, meaning, source, checked }]) =>
            `| \`${name}\` | ${value} | ${unit} | ${meaning} | ${source} (${checked}) |`,
    );
    return `## Limits\n\nAWS's limits as this program knows them. AWS raises some on request: say so in \`limits\`.\n\n| limit | value | unit | meaning | source (checked) |\n|---|---|---|---|---|\n${rows.join("\n")}`;
}

function properties(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
    return (schema["properties"] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function isRequired(schema: JsonSchema, key: string): boolean {
    return ((schema["required"] ?? []) as readonly string[]).includes(key);
}

function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}

function cell(value: string): string {
    return value.replaceAll("|", "\\|");
}
