import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { clean } from "../../../cli/preview/clean";
import { differenceLines, valueText } from "../../../cli/preview/difference";

const tidy = (text: string): string => clean(text, { secrets: ["hunter2-SuperSecret-Token"] });
const comment = { tidy, longest: 400 };
const whole = { tidy, longest: Number.POSITIVE_INFINITY };
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const lines = (before: unknown, after: unknown, shown = comment): readonly string[] =>
    differenceLines("content", before, after, shown);
const regions = (...list: readonly string[]): object => ({
    Sid: "OnlyOurRegions",
    Effect: "Deny",
    NotAction: Array.from({ length: 60 }, (_, index) => `service-${index}:*`),
    Resource: "*",
    Condition: { StringNotEquals: { "aws:RequestedRegion": list } },
});

describe("a changed property in a comment", () => {
    it("a region that a long policy gains is one line, in the comment and in the whole text", () => {
        const [before, after] = [policy(regions("us-east-1")), policy(regions("us-east-1", "eu-west-1"))];
        for (const shown of [comment, whole])
            deepStrictEqual(lines(before, after, shown), [
                "    content, statement OnlyOurRegions:",
                '+     Condition.StringNotEquals["aws:RequestedRegion"]: "eu-west-1"',
            ]);
    });

    const a = { Sid: "A", Effect: "Deny", Action: "s3:*", Resource: "*" };
    const b = { Sid: "B", Effect: "Deny", Action: ["ec2:*"], Resource: "*" };
    const table: readonly (readonly [title: string, before: unknown, after: unknown, wanted: readonly string[]])[] = [
        [
            "a statement that is new, whatever its place",
            policy(a),
            policy(b, a),
            [
                "    content, statement B (new):",
                '+     Sid: "B"',
                '+     Effect: "Deny"',
                '+     Action: "ec2:*"',
                '+     Resource: "*"',
            ],
        ],
        [
            "a statement that is gone",
            policy(a, b),
            policy(b),
            [
                "    content, statement A (gone):",
                '-     Sid: "A"',
                '-     Effect: "Deny"',
                '-     Action: "s3:*"',
                '-     Resource: "*"',
            ],
        ],
        [
            "statements without a Sid, by their place",
            policy({ Effect: "Deny", Action: "a:*" }, { Effect: "Deny", Action: "b:*" }),
            policy({ Effect: "Deny", Action: "a:*" }, { Effect: "Allow", Action: "b:*" }),
            ["    content, statement 2:", '-     Effect: "Deny"', '+     Effect: "Allow"'],
        ],
        [
            "a statement with a Sid that is new beside one without",
            policy({ Effect: "Allow", Action: "s3:GetObject" }),
            policy(
                { Sid: "New", Effect: "Deny", Action: "iam:*" },
                { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"] },
            ),
            [
                "    content, statement New (new):",
                '+     Sid: "New"',
                '+     Effect: "Deny"',
                '+     Action: "iam:*"',
                "    content, statement 1:",
                '+     Action: "s3:PutObject"',
            ],
        ],
        [
            "one statement that is no list",
            JSON.stringify({ Statement: a }),
            JSON.stringify({ Statement: { ...a, Action: ["s3:*", "ec2:*"] } }),
            ["    content, statement A:", '+     Action: "ec2:*"'],
        ],
        [
            "another order of keys, statements and actions, and an action alone in a list",
            policy(a, b),
            policy(b, { Resource: ["*"], Action: ["s3:*"], Sid: "A", Effect: "Deny" }),
            ["    content: the same items, in another order or form"],
        ],
        [
            "a policy of another language",
            JSON.stringify({ tags: { cost: { tag_value: { "@@assign": ["x", "y"] } } } }),
            JSON.stringify({ tags: { cost: { tag_value: { "@@assign": ["y", "z"] } } } }),
            ["    content:", '-     tags.cost.tag_value.@@assign: "x"', '+     tags.cost.tag_value.@@assign: "z"'],
        ],
        ["a short text", "a", "b", ['    content: "a" → "b"']],
        ["what was not there", undefined, ["a"], ['    content: (none) → ["a"]']],
        [
            "a long list",
            Array.from({ length: 90 }, (_, index) => `item-${index}`),
            Array.from({ length: 91 }, (_, index) => `item-${index}`),
            ["    content:", '+     "item-90"'],
        ],
        [
            "what is not known yet",
            "x".repeat(200),
            "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
            [`-   content: "${"x".repeat(200)}"`, "+   content: (known after up)"],
        ],
    ];
    for (const [title, before, after, wanted] of table)
        it(title, () => {
            deepStrictEqual(lines(before, after), wanted);
        });

    it("long texts are cut around what differs, and nowhere in the whole text", () => {
        const [before, after] = [`${"a".repeat(900)}OLD${"b".repeat(900)}`, `${"a".repeat(900)}NEW${"b".repeat(900)}`];
        const cut = lines(before, after);
        match(cut[0]!, /^- {3}content: …a+OLDb+… \(1805 characters\)$/u);
        match(cut[1]!, /^\+ {3}content: …a+NEWb+… \(1805 characters\)$/u);
        strictEqual(lines(before, after, whole)[1], `+   content: "${after}"`);
    });

    it("shows no part of a secret, wherever the difference is", () => {
        const key = (end: string): string =>
            `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(20)}${end}\n-----END PRIVATE KEY-----`;
        const token = (end: string): string => `x hunter2-SuperSecret-Token-tail ${end} ${"y".repeat(900)}`;
        for (const shown of [comment, whole])
            for (const [before, after] of [
                [key("a"), key("b")],
                [token("a"), token("b")],
                [
                    { key: key("a"), more: "z".repeat(200) },
                    { key: key("b"), more: "z".repeat(200) },
                ],
            ])
                doesNotMatch(lines(before, after, shown).join("\n"), /MIIE|BAQEF|hunter2|SuperSecret/u);
    });

    it("an item that is not known yet is shown as such", () => {
        const map = (last: string): object => ({ a: "x".repeat(60), b: "y".repeat(60), c: last });
        deepStrictEqual(lines(map("z"), map("04da6b54-80e4-46f7-96ec-b56ff0331ba9")), [
            "    content:",
            '-     c: "z"',
            "+     c: (known after up)",
        ]);
    });

    it("a document that is made is shown as what it is, not as a text with escapes", () => {
        strictEqual(valueText(policy(b), whole), policy(b));
        doesNotMatch(valueText(policy(regions("x")), comment), /\\"/u);
    });

    it("a document that differs in one value, or by one statement, always has a line that says so", () => {
        const leaf = fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null));
        const tree = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.oneof(leaf, fc.array(leaf)), {
            minKeys: 1,
        });
        fc.assert(
            fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), fc.nat(), (statements, index) => {
                const same = lines(policy(...statements), policy(...statements));
                deepStrictEqual(same, ["    content: the same items, in another order or form"]);
                const at = index % statements.length;
                const [key] = Object.keys(statements[at]!);
                const changed = statements.map((each, place) =>
                    place === at ? { ...each, [key!]: "in the other alone" } : each,
                );
                match(lines(policy(...statements), policy(...changed)).join("\n"), /^\+ {5}.*"in the other alone"$/mu);
                const fewer = statements.filter((_, place) => place !== at);
                match(lines(policy(...statements), policy(...fewer)).join("\n"), /\(gone\)|^-/mu);
                match(lines(policy(...fewer), policy(...statements)).join("\n"), /\(new\)|^\+/mu);
            }),
        );
    });
});
