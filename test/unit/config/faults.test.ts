import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import * as z from "zod";
import { type Fault, formatFaults } from "../../../config/faults";
import { parseManagement, parseSecurity } from "../../../config";
import { nearest } from "../../../config/faults/nearest";
import { formatPath } from "../../../config/faults/path";
import { displayValue, hidden, isHidden } from "../../../config/faults/display-value";
import { userMaps } from "../../../config/faults/kinds";
import { layerSchemas } from "../../../config/schema/layers";
import { base, faultsOf, holds } from "./base";

const fault = (path: string, more: Partial<Fault> = {}): Fault => ({
    path,
    message: "is wrong",
    cure: "write it right",
    severity: "fault",
    ...more,
});

describe("faults: how they are shown", () => {
    it("one block with path, value, what is wrong and the cure", () => {
        strictEqual(
            formatFaults([fault("accounts.a.id", { value: '"1\\u{200B}"', line: 7 })], {
                file: "Pulumi.management.yaml",
            }),
            '1 fault:\n  accounts.a.id: "1\\u{200B}" (Pulumi.management.yaml:7)\n      is wrong\n    → write it right',
        );
    });

    it("they are sorted by line, and by path where there is none", () => {
        const order = (faults: readonly Fault[]): readonly string[] =>
            [...formatFaults(faults).matchAll(/^ {2}(\S+?)(?: \(.*)?$/gmu)].map((found) => found[1]!);
        deepStrictEqual(order([fault("z", { line: 2 }), fault("a", { line: 10 }), fault("m")]), ["z", "a", "m"]);
        deepStrictEqual(order([fault("units[10]"), fault("units[9]"), fault("accounts")]), [
            "accounts",
            "units[9]",
            "units[10]",
        ]);
    });

    it("four and more of one kind are shown once, with the places of the others; three are three", () => {
        const units = (length: number): readonly Fault[] =>
            Array.from({ length }, (_, index) => fault(`units[${index}].path`, { line: index + 10 }));
        for (const length of [2, 3]) {
            const short = formatFaults(units(length));
            deepStrictEqual([short.match(/→/gu)!.length, short.split("\n")[0]], [length, `${length} faults:`]);
            ok(!short.includes("kind"));
        }
        strictEqual(
            formatFaults(
                [
                    ...units(836),
                    fault("accounts.a.unit", { line: 5 }),
                    fault("units[3].path", { message: "is another", line: 900 }),
                ],
                { all: "./org validate --json" },
            ),
            [
                "3 kinds of fault in 838 places:",
                "  accounts.a.unit (line 5)\n      is wrong\n    → write it right",
                "  units[0].path (line 10)\n      is wrong\n    → write it right",
                "      835 more of this kind: units[1].path (line 11), units[2].path (line 12), units[3].path (line 13), …",
                "      all of them: ./org validate --json",
                "  units[3].path (line 900)\n      is another\n    → write it right",
            ].join("\n"),
        );
    });

    it("a key that JavaScript keeps for itself is a fault wherever it is, and what is below it is not judged", () => {
        const odd = (value: unknown): unknown => JSON.parse(`{ "__proto__": ${JSON.stringify(value)} }`);
        for (const key of ["access", "accounts", "policies"])
            for (const value of [{ accounts: "x", policies: 1 }, 1, null, [[]]])
                holds(
                    faultsOf({ [key]: odd(value) }),
                    `${key}.__proto__`,
                    'the key "__proto__" cannot be used',
                    /another name/u,
                );
        for (const key of ["groups", "users"]) {
            const parsed = parseSecurity({ [key]: odd({ roles: 1, groups: 1 }) });
            ok(!parsed.ok && parsed.faults.some(({ path }) => path === `${key}.__proto__`), key);
        }
    });

    it("where no command shows the others, all their places are listed", () => {
        const text = formatFaults(Array.from({ length: 100 }, (_, index) => fault(`accounts.a${index}.unit`)));
        for (let index = 1; index < 100; index++) ok(text.includes(` accounts.a${index}.unit`), String(index));
        ok(!text.includes("…"));
    });

    for (const [rule, make] of [
        ["its path", (key: string) => fault(`accounts.${key}.x`, { message: `is not a key of accounts.${key}` })],
        [
            "its value",
            (key: string) => fault(`accounts.${key}`, { value: `"${key}"`, message: `makes ${key}-x, and not ${key}` }),
        ],
        [
            "another place",
            (key: string) => fault(`accounts.${key}.id`, { message: `is also the id of accounts["${key} 2"].id` }),
        ],
        [
            "numbers",
            (key: string) => fault(`access.${key}`, { message: `is ${key.length} characters long; AWS takes 3` }),
        ],
        [
            "a list of places",
            (key: string) =>
                fault("emails", {
                    message: `${Array.from(key, (each) => `accounts.${each}.email`).join(", ")} share one`,
                }),
        ],
        ["another cure", (key: string) => fault(`accounts.${key}.unit`, { cure: `did you mean ${key}?` })],
        [
            "a key that needs quotes",
            (key: string) => fault(`policies["${key} x"].file`, { message: `policies["${key} x"].file is not there` }),
        ],
        [
            "another key that is none",
            (key: string) => fault(`accounts.a.${key}`, { message: "is not a key of accounts.a" }),
        ],
        ["a tag", (key: string) => fault(`units[0].tags.${key}`)],
    ] as const) {
        it(`faults whose texts differ by ${rule} are of one kind`, () => {
            const faults = ["a", "beta", "gam-ma", "d3", "epsilon"].map(make);
            strictEqual(formatFaults(faults).split("\n")[0], "1 kind of fault in 5 places:");
            const other = faults.map((each) => ({ ...each, message: `${each.message}, and more` }));
            strictEqual(formatFaults([...faults, ...other]).split("\n")[0], "2 kinds of fault in 10 places:");
        });
    }

    it("the same words at another key are another kind, and a warning is no fault", () => {
        const missing = ["name", "title", "email", "phone"].map((key) => fault(`contacts.security.${key}`));
        strictEqual(formatFaults(missing).match(/→/gu)!.length, 4);
        const mixed = Array.from({ length: 8 }, (_, index) =>
            fault(`accounts.a${index}.id`, { severity: index % 2 === 0 ? "fault" : "warning" }),
        );
        strictEqual(formatFaults(mixed).split("\n")[0], "1 kind of fault in 4 places, 1 kind of warning in 4 places:");
    });

    it("the same fault with another kind of cure is another kind; one with another suggested word is not", () => {
        const of = (cures: readonly string[]): string =>
            formatFaults(cures.map((cure, index) => fault(`accounts.a${index}.unit`, { cure }))).split("\n")[0]!;
        const meant = ["one", "two/b", "SOME_NAME", "us-east-1"].map((word) => `did you mean ${word}?`);
        strictEqual(of([...meant, "add it to units"]), "2 kinds of fault in 5 places:");
        strictEqual(of(meant), "1 kind of fault in 4 places:");
        // For an unknown key, the key that was meant decides.
        const message = "is not a key of accounts.a";
        const keys = ["unti", "uint", "unt", "nmae", "naem", "nam", "namm", "ui"].map((key, index) =>
            fault(`accounts.a.${key}`, { message, cure: `did you mean ${index % 2 === 0 ? "unit" : "name"}?` }),
        );
        strictEqual(formatFaults(keys).split("\n")[0], "2 kinds of fault in 8 places:");
    });

    it("every map of the config that has keys of the user's own is known as such", () => {
        const maps = (schema: unknown, name: string): readonly string[] => {
            if (typeof schema !== "object" || schema === null) return [];
            const { additionalProperties: inner, ...rest } = schema as Readonly<Record<string, unknown>>;
            const isMap = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
            return [
                ...(isMap ? [name] : []),
                ...[...Object.entries(rest), ["", inner] as const].flatMap(([key, value]) =>
                    maps(value, /^(?:anyOf|items|properties|\d+|)$/u.test(key) ? name : key),
                ),
            ];
        };
        const found = Object.values(layerSchemas).flatMap((schema) =>
            maps(z.toJSONSchema(schema, { io: "input" }), ""),
        );
        deepStrictEqual([...new Set(found)].sort(), [...userMaps].sort());
    });

    it("lines break at words at a terminal's edge, and commands stay in one piece", () => {
        const long = fault("email", {
            message: "is a personal mailbox: gmail.com is a provider of mailboxes for everybody",
            cure: "change it first: aws account start-primary-email-update --account-id 111111111111 --primary-email a@b.c; or keep it",
        });
        strictEqual(
            formatFaults([long], { columns: 50 }),
            [
                "1 fault:",
                "  email",
                "      is a personal mailbox: gmail.com is a",
                "      provider of mailboxes for everybody",
                "    → change it first:",
                "      aws account start-primary-email-update --account-id 111111111111 --primary-email a@b.c",
                "      ; or keep it",
            ].join("\n"),
        );
        ok(!formatFaults([long]).includes("\n      provider"));
    });

    it("faults and warnings are counted apart", () => {
        strictEqual(
            formatFaults([fault("a"), fault("b"), fault("c", { severity: "warning" })]).split("\n")[0],
            "2 faults, 1 warning:",
        );
    });

    it("colours are only used on request", () => {
        ok(formatFaults([fault("a")], { colour: true }).includes("\u001B["));
        ok(!formatFaults([fault("a")]).includes("\u001B["));
    });

    it("a hidden value can be recognized by its display text", () => {
        for (const text of ["[secret]", hidden("hunter2")]) ok(isHidden(text), text);
        for (const text of ["secret", "[not so]", "hunter2"]) ok(!isHidden(text), text);
    });

    it("characters that cannot be seen are shown, long values cut", () => {
        strictEqual(displayValue("a\u00A0b\u200Bc\td"), '"a\\u{00A0}b\\u{200B}c\\td"');
        strictEqual(displayValue("x".repeat(500)).length < 200, true);
        strictEqual(displayValue({ a: [1] }), '{"a":[1]}');
    });

    it("paths are in the form that pulumi config set --path accepts", () => {
        strictEqual(formatPath(["accounts", "apps-prd", "id"]), "accounts.apps-prd.id");
        strictEqual(formatPath(["policies", "two words", "targets", 3]), 'policies["two words"].targets[3]');
    });
});

describe("nearest word", () => {
    const known = [
        "unit",
        "name",
        "email",
        "workloads/prd",
        "workloads/devstg",
        "SERVICE_CONTROL_POLICY",
        "TAG_POLICY",
    ];
    for (const [word, meant] of [
        ["untis", "unit"],
        ["Unit", "unit"],
        ["emial", "email"],
        ["workload/prd", "workloads/prd"],
        ["Workloads/PRD", "workloads/prd"],
        ["devstg", "workloads/devstg"],
        ["SERVICE_CONTROL", "SERVICE_CONTROL_POLICY"],
        ["tag_policy", "TAG_POLICY"],
        ["xyz", undefined],
        ["", undefined],
    ] as const) {
        it(`of ${word || "nothing"} is ${meant ?? "nothing"}`, () => {
            strictEqual(nearest(word, known), meant);
        });
    }
});

describe("faults: all at once, and never an exception", () => {
    it("whatever JSON is written at any key, the result is a value or faults", () => {
        const keys = Object.keys(base) as (keyof typeof base)[];
        fc.assert(
            fc.property(
                fc.constantFrom(
                    ...keys,
                    "access",
                    "contacts",
                    "delegatedAdministrators",
                    "limits",
                    "regions",
                    "state",
                    "ci",
                    "identity",
                    "breakGlass",
                    "ownedDomains",
                ),
                fc.jsonValue(),
                (key, value) => {
                    const parsed = parseManagement({ ...base, [key]: value });
                    ok(parsed.ok || parsed.faults.length > 0);
                    ok(
                        parsed.ok ||
                            parsed.faults.every(
                                ({ path, message, cure }) =>
                                    path !== "" &&
                                    message !== "" &&
                                    cure !== "" &&
                                    !/\{(?:key|path)\}|\u0000/.test(message + cure),
                            ),
                    );
                },
            ),
            { numRuns: 500 },
        );
    });

    it("whatever is written in an account, a policy or a role, the result is a value or faults", () => {
        const shape = (fields: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
            fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 2 }));
        fc.assert(
            fc.property(
                shape(["unit", "name", "email", "id", "joined", "state", "formerly", "roleName", "tags"]),
                shape(["targets", "type", "description", "with", "document", "file"]),
                shape([
                    "accounts",
                    "policies",
                    "inline",
                    "mfa",
                    "mfaAge",
                    "session",
                    "externalId",
                    "principals",
                    "boundary",
                    "description",
                ]),
                (account, policy, role) => {
                    const parsed = parseManagement({
                        ...base,
                        accounts: { a: account },
                        policies: { p: policy },
                        access: { R: role },
                    });
                    ok(parsed.ok || parsed.faults.length > 0);
                },
            ),
            { numRuns: 500 },
        );
    });

    it("of 2,000 accounts with 500 faults none is left out (test/bench/config.ts has how long it takes)", () => {
        const wrong = [
            { unit: "workloads/prod" },
            { unti: "x" },
            { unit: "security", id: 89000000001 },
            { unit: "security", email: "x@gmail.com", id: "222233334444" },
            { unit: "security", name: "a<b" },
        ];
        const accounts = Object.fromEntries(
            Array.from({ length: 2000 }, (_, index) => [
                `account-${index}`,
                index % 4 === 0 ? wrong[(index / 4) % wrong.length] : { unit: "workloads/prd" },
            ]),
        );
        const parsed = parseManagement({
            ...base,
            accounts,
            access: { Auditor: { accounts: ["*"] }, DevOps: { accounts: ["account-1*"] } },
        });
        ok(!parsed.ok);
        const wrongAccounts = Object.keys(accounts).filter((_, index) => index % 4 === 0);
        const named = new Set(parsed.faults.map(({ path }) => path.split(".")[1]));
        deepStrictEqual(
            wrongAccounts.filter((key) => !named.has(key)),
            [],
        );
    });
});
