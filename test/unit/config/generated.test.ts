import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { parseManagement, parseSecurity } from "../../../config";
import { generateDocs } from "../../../config/schema/generate-docs";
import { generateSchema } from "../../../config/schema/generate-schema";
import { limitTable } from "../../../config/aws-facts/limits";
import { crossLayerContext } from "../../../config/cross-layer-context";
import { knownTopKeys } from "../../../config/schema/layers";
import { readStackFile } from "../../../config/stack-file/read";

const root = join(__dirname, "..", "..", "..");
const read = (...parts: readonly string[]): string => readFileSync(join(root, ...parts), "utf8");

describe("generated files", () => {
    it("config.schema.json is what `org schema` writes today", () => {
        deepStrictEqual(JSON.parse(read("config.schema.json")), JSON.parse(JSON.stringify(generateSchema())));
    });

    it("docs/configuration.md is what `org schema --docs` writes today", () => {
        strictEqual(read("docs", "configuration.md"), generateDocs());
    });

    it("every key of every layer is documented", () => {
        for (const key of knownTopKeys) match(generateDocs(), new RegExp(`^### \`${key}\``, "mu"));
    });

    it("every limit has a source and a day", () => {
        for (const limit of Object.values(limitTable)) {
            ok(limit.source.length > 5);
            match(limit.checked, /^\d{4}-\d{2}-\d{2}$/u);
        }
    });
});

describe("JSON Schema", () => {
    const valid = new Ajv2020({ strict: false }).compile(generateSchema());
    const management = parse(read("Pulumi.management.yaml")) as { config: Record<string, unknown> };

    for (const file of ["Pulumi.management.yaml", "Pulumi.security.yaml"]) {
        it(`takes ${file}`, () => {
            ok(valid(parse(read(file))), JSON.stringify(valid.errors));
        });
    }

    it("refuses misspelt keys, ids without quotes and unknown words", () => {
        const changed = (changes: object): boolean => valid({ config: { ...management.config, ...changes } });
        ok(!changed({ polices: {} }));
        ok(!changed({ management: { id: 111111111111 } }));
        ok(!changed({ accounts: { a: { unit: "x", joined: "maybe" } } }));
        ok(!changed({ accounts: { Apps: { unit: "x" } } }));
        ok(changed({ "aws-organization:email": "x" }));
    });
});

describe("example company", () => {
    const files = {
        management: readStackFile(read("Pulumi.management.yaml"), "aws-organization"),
        security: readStackFile(read("Pulumi.security.yaml"), "aws-organization"),
    };

    it("Pulumi.management.yaml has no fault", () => {
        const parsed = parseManagement(files.management.raw, {
            baseDir: root,
            ...crossLayerContext("management", files),
        });
        deepStrictEqual([...files.management.faults, ...(parsed.ok ? [] : parsed.faults)], []);
        ok(parsed.ok && parsed.value.accounts.some(({ email }) => email === "aws+apps-prd@example.com"));
    });

    it("Pulumi.security.yaml has no fault, and its roles are those of the management file", () => {
        const parsed = parseSecurity(files.security.raw, crossLayerContext("security", files));
        deepStrictEqual([...files.security.faults, ...(parsed.ok ? [] : parsed.faults)], []);
    });

    it("names every key of the management layer, in use or in a comment", () => {
        for (const key of knownTopKeys.slice(0, knownTopKeys.indexOf("users")))
            match(read("Pulumi.management.yaml"), new RegExp(`(?:^  |# .*)${key}:`, "mu"), key);
    });
});
