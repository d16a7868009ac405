import Ajv2020 from "ajv/dist/2020";
import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { generateSchema } from "../../../config/schema/generate-schema";
import type { JsonSchema } from "../../../config/schema/json-schema";
import { knownTopKeys } from "../../../config/schema/layers";
import { projectRoot } from "../../../sandbox/locations";

const schema = JSON.parse(JSON.stringify(generateSchema())) as JsonSchema & {
    readonly $defs: Readonly<Record<string, JsonSchema>>;
};
const ajv = new Ajv2020({ strict: false });

/** What a sentence leaves open: `…`, `<service>`, or a value that the code puts in. */
const open = "…";

/** Whether a value is one of a schema's, as far as it is written out. */
function accepts(value: unknown, of: JsonSchema | undefined): boolean {
    if (of === undefined) return false;
    const { $ref, anyOf, properties, patternProperties, additionalProperties, items } = of as {
        readonly $ref?: string;
        readonly anyOf?: readonly JsonSchema[];
        readonly properties?: Readonly<Record<string, JsonSchema>>;
        readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
        readonly additionalProperties?: JsonSchema | boolean;
        readonly items?: JsonSchema;
    };
    if (value === open) return true;
    if ($ref !== undefined) return accepts(value, referred($ref));
    if (anyOf !== undefined) return anyOf.some((each) => accepts(value, each));
    if (Array.isArray(value)) return items !== undefined && value.every((each) => accepts(each, items));
    if (typeof value === "object" && value !== null)
        return (
            of["type"] === "object" &&
            Object.entries(value).every(([key, inner]) => {
                const known =
                    properties?.[key] ??
                    Object.entries(patternProperties ?? {}).find(([pattern]) =>
                        new RegExp(pattern, "u").test(key),
                    )?.[1];
                if (known !== undefined) return accepts(inner, known);
                return typeof additionalProperties === "object" && accepts(inner, additionalProperties);
            })
        );
    return ajv.validate({ ...of, $defs: schema.$defs }, value);
}

function referred(pointer: string): JsonSchema {
    return pointer
        .split("/")
        .slice(1)
        .reduce<JsonSchema>((at, key) => at[key] as JsonSchema, schema);
}

/** The text up to the bracket that ends the one it begins with; undefined where none does. */
function balanced(text: string): string | undefined {
    let depth = 0;
    for (let at = 0; at < text.length; at++) {
        if ("{[".includes(text[at]!)) depth++;
        if ("}]".includes(text[at]!) && --depth === 0) return text.slice(0, at + 1);
    }
    return undefined;
}

/** The pieces of stack files that a source's sentences name: `audit: { config: true }`. */
function named(source: string): readonly string[] {
    const sentences = source
        .replaceAll(/\$\{what [^`]*?\? "(\w+)" : "\w+"\}/gu, "$1")
        .replaceAll(/<\w+>|\$\{[\w.]+\}/gu, open);
    const starts = sentences.matchAll(
        new RegExp(`(?<=[\`"'] ?|write:? |unless |has )(${knownTopKeys.join("|")}): (?=[{[])`, "gu"),
    );
    return [...starts].map(({ index, 0: head }) => {
        const rest = sentences.slice(index + head.length);
        return `${head}${balanced(rest) ?? rest.slice(0, 40)}`;
    });
}

function sources(folder: string): readonly string[] {
    const all = fs.readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" });
    return all.filter((file) => file.endsWith(".ts")).map((file) => path.join(folder, file));
}

const layers = ["management", "security", "member"];

describe("pieces of stack files that sentences name", () => {
    const files = [...sources("cli/doctor"), "test/audit/table.ts"];
    const pieces = files.flatMap((file) =>
        named(fs.readFileSync(path.join(projectRoot, file), "utf8")).map((piece) => ({ file, piece })),
    );

    it("are found", () => {
        const found = pieces.map(({ piece }) => piece);
        for (const piece of ["audit: { config: true }", "audit: { macie: true }", "audit: { securityHub: true }"])
            ok(found.includes(piece), piece);
        ok(new Set(found).size > 15, String(new Set(found).size));
    });

    it("have keys and values that the config's schema has", () => {
        const isKnown = (piece: string): boolean => layers.some((layer) => accepts(parse(piece), schema.$defs[layer]));
        const wrong = pieces.filter(({ piece }) => !isKnown(piece));
        deepStrictEqual(wrong, []);
    });

    it("would be missed with another key or another kind of value", () => {
        const { management } = schema.$defs;
        for (const piece of [
            "audit: { macie: {} }",
            "audit: { hub: true }",
            "audit: { config: { frequency: hourly } }",
        ])
            ok(!accepts(parse(piece), management), piece);
    });
});
