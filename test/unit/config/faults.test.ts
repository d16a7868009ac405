import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { type Fault, formatFaults } from "../../../config/faults";
import { parseManagement } from "../../../config";
import { nearest } from "../../../config/faults/nearest";
import { formatPath } from "../../../config/faults/path";
import { displayValue, hidden, isHidden } from "../../../config/faults/display-value";
import { base } from "./base";

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

    it("four and more of one kind are shown once, with their places; three are three", () => {
        const units = (length: number): readonly Fault[] =>
            Array.from({ length }, (_, index) => fault(`units[${index}].path`));
        strictEqual(formatFaults(units(3)).match(/→/gu)!.length, 3);
        strictEqual(
            formatFaults([...units(836), fault("accounts.a.unit"), fault("units[3].path", { message: "is another" })]),
            [
                "838 faults:",
                "  accounts.a.unit\n      is wrong\n    → write it right",
                "  units[0].path\n      is wrong",
                "      the same at units[1].path, units[2].path, units[3].path and 832 more places",
                "    → write it right",
                "  units[3].path\n      is another\n    → write it right",
            ].join("\n"),
        );
        const accounts = ["a", "b", "c", "d"].map((key) => fault(`accounts.${key}.unit`));
        strictEqual(formatFaults(accounts).match(/→/gu)!.length, 1);
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

    it("colours are there when asked for, and only then", () => {
        ok(formatFaults([fault("a")], { colour: true }).includes("\u001B["));
        ok(!formatFaults([fault("a")]).includes("\u001B["));
    });

    it("a value that nobody may read is known as such by what is shown of it", () => {
        for (const text of ["[secret]", hidden("hunter2")]) ok(isHidden(text), text);
        for (const text of ["secret", "[not so]", "hunter2"]) ok(!isHidden(text), text);
    });

    it("characters that cannot be seen are shown, long values cut", () => {
        strictEqual(displayValue("a\u00A0b\u200Bc\td"), '"a\\u{00A0}b\\u{200B}c\\td"');
        strictEqual(displayValue("x".repeat(500)).length < 200, true);
        strictEqual(displayValue({ a: [1] }), '{"a":[1]}');
    });

    it("paths are those that pulumi config set --path takes", () => {
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

    it("2,000 accounts with 500 faults are judged in under 2 s of the processor", () => {
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
        const before = process.cpuUsage();
        const parsed = parseManagement({
            ...base,
            accounts,
            access: { Auditor: { accounts: ["*"] }, DevOps: { accounts: ["account-1*"] } },
        });
        const { user, system } = process.cpuUsage(before);
        const seconds = (user + system) / 1e6;
        ok(!parsed.ok && parsed.faults.length >= 500);
        ok(seconds < 2, `${seconds} s`);
    });
});
