import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { parseManagement, rawConfig } from "../../../config";
import type { Fault } from "../../../config/faults";
import { placeFaults } from "../../../config/stack-file/place-faults";
import { readStackFile } from "../../../config/stack-file/read";
import { blockYaml, inlineYaml } from "../../../config/stack-file/write";
import { base, faultsOf, holds, without } from "./base";

const head = `config:
  company: { name: acme, short: ac }
  email: aws@acme.example
  units: [security, workloads/prd]
`;

/** Every fault of a management file, as `org validate` shows them. */
function judge(text: string): readonly Fault[] {
    const file = readStackFile(text, "aws-organization");
    const parsed = parseManagement(file.raw);
    return [...file.faults, ...(parsed.ok ? [] : placeFaults(parsed.faults, file))];
}

describe("stack file: ids that YAML made into numbers", () => {
    it("unquoted ids with a leading zero are reported with the number that was read and the line to write", () => {
        const faults = judge(
            `${head}  management: { id: 011111111111 }\n  accounts:\n    apps-prd: { unit: workloads/prd, id: 089000000001 }\n`,
        );
        strictEqual(faults.length, 2);
        holds(faults, "management.id", "1227133513", "12 digits in quotes", 'id: "011111111111"');
        holds(faults, "accounts.apps-prd.id", "89000000001", "12 digits in quotes", 'id: "089000000001"');
        deepStrictEqual(
            faults.map(({ line, value }) => [line, value]),
            [
                [5, "011111111111"],
                [7, "089000000001"],
            ],
        );
    });

    it("the engine's numbers, without the file, are reported with what was probably meant, and nothing is padded", () => {
        const faults = faultsOf({
            management: { id: 1227133513 },
            accounts: { "apps-prd": { unit: "workloads/prd", id: 8.9000000001e10 } },
        });
        strictEqual(faults.length, 2);
        holds(
            faults,
            "management.id",
            "1227133513",
            "12 digits in quotes",
            'if it is 011111111111: id: "011111111111"',
        );
        holds(faults, "accounts.apps-prd.id", "89000000001", 'if it is 089000000001: id: "089000000001"');
    });

    it("an id that was set as a number, even in exponent form, has a cure that can be pasted", () => {
        const command = "pulumi config set --path 'accounts.billing-old.id' 222233334444 --type string";
        const account = (id: unknown): Readonly<Record<string, unknown>> => ({
            accounts: { "billing-old": { unit: "security", id } },
        });
        holds(faultsOf(account(222233334444)), "accounts.billing-old.id", command, 'id: "222233334444"');
        const file = `${head}  management: { id: "111111111111" }\n  accounts:\n    billing-old: { unit: security, id: 2.22233334444e+11 }\n`;
        holds(judge(file), "accounts.billing-old.id", command, 'id: "222233334444"', "2.22233334444e+11");
        deepStrictEqual(faultsOf(account("222233334444")), []);
    });

    for (const [source, number] of [
        ["1111_1111_1111", 111111111111],
        ["0x19DE50C9B7", 111104018871],
        ["0o11111111111", 1227133513],
    ] as const) {
        it(`an id written as ${source} is shown as it was written`, () => {
            const [fault] = judge(`${head}  management: { id: ${source} }\n`);
            strictEqual(fault?.value, source);
            match(fault.message, new RegExp(String(number)));
        });
    }
});

describe("stack file: ids with strange characters", () => {
    const cases = [
        ["1111-1111-1111", '"111111111111"'],
        ["1111 1111 1111", '"111111111111"'],
        ["１１１１１１１１１１１１", '"111111111111"'],
        ["11111111111", "12 digits"],
        ["11111111111O", "12 digits"],
        ["111111111111\u200B", '"111111111111"'],
        ["\u00A0111111111111", '"111111111111"'],
        ["111111111111 ", '"111111111111"'],
        ["", "empty"],
    ] as const;
    for (const [id, cure] of cases) {
        it(`${JSON.stringify(id)} is one fault that shows ${cure}`, () => {
            const faults = faultsOf({ management: { id } });
            strictEqual(faults.length, 1);
            holds(faults, "management.id", cure);
        });
    }

    it("what cannot be seen is shown in the value", () => {
        strictEqual(faultsOf({ management: { id: "111111111111\u200B" } })[0]?.value, '"111111111111\\u{200B}"');
    });

    it("a key with an invisible character is one fault", () => {
        const faults = faultsOf({ accounts: { "apps\u00ADprd": { unit: "security" } } });
        strictEqual(faults.length, 1);
        match(faults[0]!.message, /U\+00AD a soft hyphen/);
    });
});

describe("stack file: keys", () => {
    it("a key that is written twice is reported with both lines, at any depth", () => {
        const faults = judge(
            `${head}  management: { id: "111111111111" }\n  accounts:\n    apps-prd:\n      unit: security\n    apps-prd:\n      unit: workloads/prd\n`,
        );
        strictEqual(faults.length, 1);
        holds(faults, "accounts.apps-prd", "line 7", "line 9");
        holds(
            judge(`${head}  management: { id: "111111111111", id: "222222222222" }\n`),
            "management.id",
            "is written twice",
        );
        holds(
            judge(`${head}  management: { id: "111111111111" }\n  aws-organization:email: x@acme.example\n`),
            "email",
            "line 3",
            "line 6",
        );
    });

    for (const [key, kind, meant] of [
        ["123", "number", "account-123"],
        ["012345678901", "number", "account-012345678901"],
        ["007", "number", "account-007"],
        ["true", "boolean", "true"],
        ["False", "boolean", "false"],
        ["null", "null", "null"],
        ["2026-01-01", "date", "2026-01-01"],
        ["1e3", "number", "1e3"],
    ] as const) {
        it(`the key ${key} without quotes is a fault, for YAML reads a ${kind}`, () => {
            holds(
                judge(`${head}  management: { id: "111111111111" }\n  accounts:\n    ${key}: { unit: security }\n`),
                `accounts.${key}`,
                kind,
                `write: "${meant}":`,
            );
            deepStrictEqual(
                judge(`${head}  management: { id: "111111111111" }\n  accounts:\n    "${meant}": { unit: security }\n`),
                [],
            );
        });
    }

    it("a key outside of config is a fault", () => {
        holds(judge(`${head}  management: { id: "111111111111" }\ncontacts: {}\n`), "contacts", "outside of config");
    });

    it("anchors, aliases and merged maps are read as the engine reads them", () => {
        const text = `${head}  management: { id: "111111111111" }\n  accounts:\n    a: &a { unit: security }\n    b: *a\n    c: { <<: *a, tags: { x: y } }\n`;
        deepStrictEqual(judge(text), []);
        deepStrictEqual(readStackFile(text, "aws-organization").raw["accounts"], {
            a: { unit: "security" },
            b: { unit: "security" },
            c: { unit: "security", tags: { x: "y" } },
        });
    });

    it("an alias that leads back to itself ends", () => {
        ok(judge("config:\n  units: &a [*a]\n").length > 0);
    });

    it("what is no YAML is reported with its line", () => {
        const faults = judge("config:\n  email: a@b.example\n units: [\n");
        ok(faults.length > 0 && faults.every(({ line }) => line !== undefined));
    });

    it("prefixed and bare keys are the same key, in a renamed project too", () => {
        const { raw, faults } = rawConfig(
            {
                "acme:email": "a@acme.example",
                "aws-organization:company": '{"name":"acme","short":"ac"}',
                "aws:region": "us-east-1",
                "pulumi:disable-default-providers": '["aws"]',
            },
            "acme",
        );
        deepStrictEqual(faults, []);
        deepStrictEqual(raw, { email: "a@acme.example", company: { name: "acme", short: "ac" } });
    });
});

describe("stack file: strictness", () => {
    it("misspelt and misplaced keys are reported with the nearest known one, and all in one run", () => {
        const rest = without(base, "email");
        const all = Object.fromEntries(
            Object.entries({
                ...rest,
                polices: {},
                accounts: { security: { untis: "security" } },
                organization: { servises: [] },
            }).map(([key, value]) => [`aws-organization:${key}`, JSON.stringify(value)]),
        );
        delete (all as Record<string, string | undefined>)["aws-organization:policies"];
        const { raw, faults } = rawConfig({ ...all, "organization:email": "aws@acme.example" }, "aws-organization");
        const parsed = parseManagement(raw);
        const reported = [...faults, ...(parsed.ok ? [] : parsed.faults)];
        deepStrictEqual(reported.map(({ path }) => path).sort(), [
            "accounts.security.untis",
            "email",
            "organization.servises",
            "organization:email",
            "polices",
        ]);
        holds(reported, "polices", "policies");
        holds(reported, "accounts.security.untis", "did you mean unit?");
        holds(reported, "organization.servises", "services");
        holds(reported, "organization:email", "email: aws@acme.example");
        holds(reported, "email", "required", "aws-organization:email");
    });

    it("a key at the wrong height is shown where it belongs", () => {
        holds(faultsOf({ organization: { regions: ["us-east-1"] } }), "organization.regions", "top of the config");
        holds(faultsOf({ policyTypes: [] }), "policyTypes", "organization: { policyTypes: … }");
        holds(faultsOf({ users: {} }), "users", "Pulumi.security.yaml");
        holds(faultsOf({ baseline: {} }), "baseline", "a member's stack");
    });

    it("a secret is refused and never shown", () => {
        const faults = faultsOf(
            { email: "canary@gmail.com", contacts: { canary: "canary" } },
            { secretKeys: ["aws-organization:email", "contacts"] },
        );
        holds(
            faults.filter(({ message }) => message.includes("secret")),
            "email",
            "secret",
        );
        ok(!JSON.stringify(faults.map(({ value }) => value)).includes("canary"));
        holds(
            judge(`${head}  management: { id: "111111111111" }\n  contacts: { secure: v1:canary }\n`),
            "contacts",
            "secret",
        );
    });

    for (const [name, changes, path] of [
        ["a list for a map", { accounts: [] }, "accounts"],
        ["a text for a list", { units: "security" }, "units"],
        ["a number for a list", { regions: 1 }, "regions"],
        ["a map for a text", { email: {} }, "email"],
        ["nothing for a map", { policies: null }, "policies"],
        ["a text for a number", { accountQuota: "many" }, "accountQuota"],
        ["a text for a boolean", { organization: { rootAccess: "yes" } }, "organization.rootAccess"],
        ["a boolean for a text", { company: { name: true, short: "ac" } }, "company.name"],
        ["nothing for an account", { accounts: { x: null } }, "accounts.x"],
        ["a number among texts", { units: [2026] }, "units[0]"],
        ["a text for admins", { admins: "ada.lovelace" }, "admins"],
    ] as const) {
        it(`${name} is one fault with an example`, () => {
            const faults = faultsOf(changes);
            strictEqual(faults.length, 1, JSON.stringify(faults));
            holds(faults, path, /write/);
        });
    }
});

describe("stack file: writing", () => {
    const fileOf = (config: Readonly<Record<string, unknown>>): string => `config:${blockYaml(config, "  ")}\n`;
    const ids = ["012345678901", "089000000001", "020222070707", "111111111111"];

    it("the engine's reader and a YAML 1.1 reader get the same ids", () => {
        const text = fileOf({
            management: { id: ids[0] },
            accounts: Object.fromEntries(ids.map((id, index) => [`a${index}`, { id, unit: "root" }])),
        });
        for (const read of [
            readStackFile(text, "aws-organization").raw,
            (parse(text, { version: "1.1" }) as { config: unknown }).config,
        ]) {
            deepStrictEqual((read as typeof base).management, { id: ids[0] });
            deepStrictEqual(
                Object.values((read as { accounts: Record<string, { id: string }> }).accounts).map(({ id }) => id),
                ids,
            );
        }
    });

    it("whatever text is written, every reader reads the same", () => {
        const text = fc.oneof(
            fc.string({ minLength: 1 }),
            fc.stringMatching(/^[0-9_.:eExob+-]{1,14}$/),
            fc.constantFrom(
                "yes",
                "no",
                "on",
                "off",
                "null",
                "~",
                "true",
                "y",
                "=",
                "<<",
                "1:30",
                "0o7",
                "0b1",
                "1_0",
                "2026-01-01",
                "2026-1-1 10:00:00",
                "012345678901",
                ".5",
                "+1 555",
            ),
        );
        fc.assert(
            fc.property(text, fc.stringMatching(/^[a-z0-9:-]{1,10}$/), (value, key) => {
                const expected = { accounts: { [key]: { name: value } } };
                for (const written of [fileOf(expected), `config: ${inlineYaml(expected)}\n`]) {
                    deepStrictEqual(readStackFile(written, "aws-organization").raw, expected);
                    deepStrictEqual((parse(written, { version: "1.1" }) as { config: unknown }).config, expected);
                    deepStrictEqual((parse(written) as { config: unknown }).config, expected);
                }
            }),
            { numRuns: 500 },
        );
    });
});
