import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generateSchema } from "../../../config/schema/generate-schema";
import type { JsonSchema } from "../../../config/schema/json-schema";
import { shippedPolicyNames } from "../../../policies/shipped";
import { LanguageServer } from "../../support/language-server";

const root = join(__dirname, "..", "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const management = read("Pulumi.management.yaml");
const first = management.slice(0, management.indexOf("\n") + 1);

describe("stack files in an editor (yaml-language-server)", function () {
    let server: LanguageServer;
    let count = 0;
    const name = (): string => `Pulumi.${++count}.yaml`;

    /** The shipped file with one piece replaced. */
    function changed(piece: string, by: string): string {
        const at = management.indexOf(piece);
        ok(at >= 0, `${piece} is not in Pulumi.management.yaml`);
        return management.slice(0, at) + by + management.slice(at + piece.length);
    }

    before(async () => {
        server = new LanguageServer(root);
        await server.start();
    });
    after(() => {
        server.end();
    });

    for (const file of ["Pulumi.management.yaml", "Pulumi.security.yaml"]) {
        it(`${file} has no diagnostics`, async () => {
            deepStrictEqual(await server.diagnostics(name(), read(file)), []);
        });
    }

    for (const prefix of ["aws-organization:", "aws-organization:config:", "acme:", "acme:config:"]) {
        it(`${prefix}email, as the engine writes it, is the same key, and its value is checked`, async () => {
            const with_ = (value: string): string =>
                changed("\n  email: aws@example.com", `\n  ${prefix}email: ${value}`);
            deepStrictEqual(await server.diagnostics(name(), with_("aws@example.com")), []);
            const [wrong, ...others] = await server.diagnostics(name(), with_("[x]"));
            match(wrong!.message, /Expected "string"/);
            deepStrictEqual(others, []);
            const nested = changed("\n  management:\n    id:", `\n  ${prefix}management:\n    di:`);
            match(
                (await server.diagnostics(name(), nested)).map(({ message }) => message).join(),
                /Property di is not allowed/,
            );
        });
    }

    for (const [what, text, said] of [
        [
            "a slip behind the prefix",
            changed("\n  email:", "\n  aws-organization:emial:"),
            /emial is not allowed[^]*Missing property "email"/,
        ],
        ["a missing key", changed("\n  email: aws@example.com", ""), /^Missing property "email"\.$/],
        [
            "a region that is none",
            changed("aws:region: us-east-1", "aws:region: us-esat-1"),
            /does not match the pattern/,
        ],
        [
            "a number for a region",
            changed("aws:region: us-east-1", "aws:region: 1"),
            /Expected "region"|Expected "string"/,
        ],
        ["a slip in the region's key", changed("aws:region:", "aws:regoin:"), /aws:regoin is not allowed/],
        [
            "a key of the provider that nobody reads",
            changed("  aws:region:", "  aws:defaultTags: {}\n  aws:region:"),
            /aws:defaultTags is not allowed/,
        ],
        [
            "a list for an account",
            changed("    shared:\n      unit: shared", "    shared: [1]"),
            /Expected "an entry of accounts"/,
        ],
        ["a list for the config", `${first}config: [1]\n`, /Expected "config of the management stack \|/],
        ["a list for the file", `${first}- 1\n`, /Expected "stack file"/],
    ] as const) {
        it(`${what} is marked, in plain words`, async () => {
            const reported = (await server.diagnostics(name(), text)).map(({ message }) => message).join("\n");
            match(reported, said);
            ok(!reported.includes("object("), reported);
        });
    }

    it("keys of other namespaces are theirs", async () => {
        deepStrictEqual(
            await server.diagnostics(
                name(),
                changed("  aws:region:", "  pulumi:tags: { a: b }\n  github:owner: x\n  aws:region:"),
            ),
            [],
        );
    });

    for (const [what, text, offered] of [
        ["regions", changed("aws:region: us-east-1", "aws:region: |"), ["eu-central-1", "us-gov-west-1"]],
        [
            "shipped policies",
            changed("    deny-root-user:\n      targets: [root]\n", "    |\n"),
            ["deny-root-user", "required-tags"],
        ],
        ["services", changed("- backup.amazonaws.com", "- |"), ["backup.amazonaws.com", "sso.amazonaws.com"]],
        [
            "services of an administrator",
            changed("security: [access-analyzer.amazonaws.com,", "security: [|,"),
            ["guardduty.amazonaws.com"],
        ],
        [
            "an account's keys",
            changed("      unit: network\n", "      unit: network\n      |\n"),
            ["email", "joined", "tags"],
        ],
        ["the company's keys", changed("    name: binbash\n", "    |\n"), ["name"]],
        ["a role's keys", changed("      mfaAge: 12h\n", "      |\n"), ["externalId", "principals"]],
        [
            "a policy's keys",
            changed("    deny-everything:\n", "    deny-everything:\n      |\n"),
            ["description", "type"],
        ],
        ["a contact's keys", changed("      title: Security\n", "      |\n"), ["title"]],
        ["words", changed("identity: [users]", "identity: [|]"), ["identity-center"]],
    ] as const) {
        it(`${what} are offered where the shipped file has them`, async () => {
            const labels = await server.completions(name(), text);
            for (const label of offered) ok(labels.includes(label), `${label} is not among ${labels.join(", ")}`);
        });
    }

    it("a shipped policy has its sentence", async () => {
        match(
            await server.hover(name(), changed("deny-leaving", "deny|-leaving")),
            /No member account leaves the organization/,
        );
    });
});

describe("examples of config.schema.json", () => {
    const schema = generateSchema();
    const ajv = new Ajv2020({ strict: false }).addSchema(schema, "file");

    it("are values that their own schema takes", () => {
        let count = 0;
        for (const { pointer, examples } of examplesOf(schema, "")) {
            const valid = ajv.getSchema(`file#${pointer}`)!;
            for (const example of examples) {
                ok(valid(example), `${pointer}: ${JSON.stringify(example)}: ${ajv.errorsText(valid.errors)}`);
                count += 1;
            }
        }
        ok(count > 150, String(count));
    });

    it("name every shipped policy, with its sentence", () => {
        const { policies } = (
            schema["$defs"] as { management: { properties: Record<string, { properties: JsonSchema }> } }
        ).management.properties;
        deepStrictEqual(Object.keys(policies!.properties), [...shippedPolicyNames]);
        for (const policy of Object.values(policies!.properties))
            strictEqual(typeof (policy as JsonSchema)["description"], "string");
    });
});

/** Every schema with examples, by its JSON pointer. */
function examplesOf(
    value: unknown,
    pointer: string,
): readonly { readonly pointer: string; readonly examples: readonly unknown[] }[] {
    if (typeof value !== "object" || value === null) return [];
    const own = (value as { examples?: unknown }).examples;
    return [
        ...(Array.isArray(own) ? [{ pointer, examples: own as unknown[] }] : []),
        ...Object.entries(value).flatMap(([key, each]) =>
            key === "examples"
                ? []
                : examplesOf(each, `${pointer}/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`),
        ),
    ];
}
