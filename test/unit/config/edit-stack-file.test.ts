import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { EditError, editStackFile, type ConfigEdit } from "../../../config/stack-file/edit";
import type { Leave } from "../../../config/stack-file/take-out-lines";
import { readStackFile } from "../../../config/stack-file/read";
import { inlineYaml } from "../../../config/stack-file/write";

const project = "acme-org";

const nothing: Leave = () => [];
const asComment: Leave = (lines) => lines.map((line) => `# ${line}`);

function edit(text: string, ...edits: readonly ConfigEdit[]): string {
    return editStackFile(text, project, edits);
}

const file = `# mine
config:
  aws:region: "us-east-1"   # home

  company: {name: 'acme',   short: ac}
  acme-org:email: aws@acme.example
  units:
  - security # first

  # these come later
  -  workloads/prd
  accounts:
    security: { unit: security } # ours

    # billing: { unit: legacy }
  # who
  admins: [ ada ]
encryptionsalt: v1:abc:v1:def
`;

/** Leaves the comments of removed lines. */
const commentsOnly: Leave = (lines) => (lines.some((line) => line.includes("#")) ? asComment(lines) : []);

/** Brackets over several lines: comments of the other parts stay beside them. */
const brackets = [
    ["the first item, by its line", "[\n    x,\n    b, # of b\n  ]", "[\n    b, # of b\n  ]"],
    [
        "an item with a comment, which is left",
        "[\n    a, # of a\n    x, # of x\n    b # of b\n  ]",
        "[\n    a, # of a\n    # x, # of x\n    b # of b\n  ]",
    ],
    [
        "an item before one with a comment above",
        "[\n    a,\n    x,\n    # of b\n    b,\n  ]",
        "[\n    a,\n    # of b\n    b,\n  ]",
    ],
    ["the last item", "[\n    a, # of a\n    # all of it\n    x\n  ]", "[\n    a # of a\n    # all of it\n  ]"],
    ["the last item with a comma", "[\n    a, # of a\n    x,\n  ]", "[\n    a, # of a\n  ]"],
    ["the last item with the brackets behind it", "[ a, # of a\n    x ]", "[ a # of a\n    ]"],
    ["the first item beside the brackets", "[ x, # of both\n    b ] # end", "[ # of both\n    b ] # end"],
    ["one of several in a line", "[\n    a, x, b, # of them\n    c\n  ]", "[\n    a, b, # of them\n    c\n  ]"],
    ["the last of several in a line", "[\n    a, x, # of them\n    c\n  ]", "[\n    a, # of them\n    c\n  ]"],
    [
        "an item behind a comma in its line",
        "[ a # of a\n    , x\n    , b # of b\n  ]",
        "[ a # of a\n    , b # of b\n  ]",
    ],
    ["the last one behind a comma in its line", "[ a # of a\n    , x\n  ]", "[ a # of a\n  ]"],
    ["the first one before commas in lines", "[ x\n    , b # of b\n  ]", "[\n    b # of b\n  ]"],
    [
        "the last item, where comments have commas",
        "[\n    a, # of a, and all\n    x # of x, too\n    # so, so\n  ]",
        "[\n    a # of a, and all\n    # x # of x, too\n    # so, so\n  ]",
    ],
    ["the only item", "[\n    # none yet\n    x\n  ]", "[\n    # none yet\n  ]"],
] as const;

function asMap(list: string): string {
    return list
        .replace("[", "{")
        .replace("]", "}")
        .replace(/\b[abcx](?=,|\s*[}#\n])(?<!# of .)/gu, "$&: [y, z]");
}

describe("editing a stack file", () => {
    for (const [rule, change, before, after] of [
        ["a text keeps its double quotes", { path: ["aws:region"], set: "eu-west-1" }, '"us-east-1"', '"eu-west-1"'],
        ["a text keeps its single quotes", { path: ["company", "name"], set: "other" }, "'acme'", "'other'"],
        ["a plain text stays plain", { path: ["company", "short"], set: "ot" }, "short: ac", "short: ot"],
        [
            "a plain text that is a number now gets quotes",
            { path: ["company", "short"], set: "012345678901" },
            "short: ac",
            'short: "012345678901"',
        ],
        [
            "a key with the project's prefix is the same key",
            { path: ["email"], set: "org@acme.example" },
            "acme-org:email: aws@acme.example",
            "acme-org:email: org@acme.example",
        ],
        [
            "an account more goes below the last one, in front of comments",
            { path: ["accounts", "shared"], set: { unit: "security" } },
            "# ours\n",
            "# ours\n    shared: { unit: security }\n",
        ],
        [
            "a key more goes into the brackets of the others",
            { path: ["accounts", "security", "id"], set: "089000000001" },
            "{ unit: security } # ours",
            '{ unit: security, id: "089000000001" } # ours',
        ],
        [
            "an item more goes below the last one, at the same dash",
            { path: ["units"], append: "data" },
            "  -  workloads/prd\n",
            "  -  workloads/prd\n  - data\n",
        ],
        ["an item more goes into the brackets", { path: ["admins"], append: "alan" }, "[ ada ]", "[ ada, alan ]"],
        [
            "a key that is missing goes to the end of the config, in front of the engine's lines",
            { path: ["management", "id"], set: "111111111111" },
            "[ ada ]\n",
            '[ ada ]\n  management: { id: "111111111111" }\n',
        ],
    ] as const satisfies readonly (readonly [string, ConfigEdit, string, string])[]) {
        it(`${rule}, and nothing else moves`, () => {
            strictEqual(file.split(before).length, 2);
            strictEqual(edit(file, change), file.replace(before, after));
        });
        it(`${rule}, in a file of Windows too`, () => {
            const windows = file.replaceAll("\n", "\r\n");
            strictEqual(edit(windows, change), windows.replace(...(crlf([before, after]) as [string, string])));
        });
    }

    for (const [rule, text, change, after] of [
        [
            "a key without a value gets one",
            "config:\n  email: # soon\n  units: []\n",
            { path: ["email"], set: "a@b.example" },
            "config:\n  email: a@b.example # soon\n  units: []\n",
        ],
        [
            "an empty list gets its brackets filled",
            "config:\n  units: []\n",
            { path: ["units"], append: "a" },
            "config:\n  units: [a]\n",
        ],
        [
            "an empty map gets its brackets filled",
            "config:\n  accounts: {}",
            { path: ["accounts", "a"], set: { unit: "root" } },
            "config:\n  accounts: { a: { unit: root } }",
        ],
        [
            "a list that is missing is made",
            "config:\n  email: a@b.example",
            { path: ["units"], append: "a" },
            "config:\n  email: a@b.example\n  units: [a]",
        ],
        [
            "brackets over several lines get a line more",
            "config:\n  accounts: {\n    a: { unit: x }, # one\n  }\n",
            { path: ["accounts", "b"], set: { unit: "x" } },
            "config:\n  accounts: {\n    a: { unit: x }, # one\n    b: { unit: x },\n  }\n",
        ],
        [
            "the last one in brackets over several lines keeps its comment where it had no comma, too",
            "config:\n  accounts: {\n    a: { unit: x } # one\n    # two\n  }\n",
            { path: ["accounts", "b"], set: { unit: "x" } },
            "config:\n  accounts: {\n    a: { unit: x }, # one\n    b: { unit: x }\n    # two\n  }\n",
        ],
        [
            "a comma at the beginning of its line stays there",
            "config:\n  units: [ a # one\n         , b # two\n         ]\n",
            { path: ["units"], append: "c" },
            "config:\n  units: [ a # one\n         , b # two\n         , c\n         ]\n",
        ],
        [
            "an account in block style gets its line",
            "config:\n  accounts:\n    a:\n      unit: x\n\n  email: e\n",
            { path: ["accounts", "a", "id"], set: "020222070707" },
            'config:\n  accounts:\n    a:\n      unit: x\n      id: "020222070707"\n\n  email: e\n',
        ],
        [
            "a number where an id belongs becomes a text",
            "config:\n  management: { id: 012345678901 }\n",
            { path: ["management", "id"], set: "012345678901" },
            'config:\n  management: { id: "012345678901" }\n',
        ],
    ] as const satisfies readonly (readonly [string, string, ConfigEdit, string])[]) {
        it(rule, () => {
            strictEqual(edit(text, change), after);
        });
    }

    const people =
        "config:\n  users:\n    a:\n      groups: [x] # one\n\n      # why\n    b: { groups: [] }\n  # next\n  list: [a, b, c]\n";
    for (const [rule, text, change, after] of [
        [
            "an entry goes with its lines",
            people,
            { path: ["users", "a"], leave: nothing },
            "config:\n  users:\n\n      # why\n    b: { groups: [] }\n  # next\n  list: [a, b, c]\n",
        ],
        [
            "an entry becomes a comment",
            people,
            { path: ["users", "b"], leave: asComment },
            people.replace("    b:", "    # b:"),
        ],
        [
            "a key becomes a comment, with all that is in it",
            people,
            { path: ["users"], leave: asComment },
            "config:\n  # users:\n  #   a:\n  #     groups: [x] # one\n  # \n  #     # why\n  #   b: { groups: [] }\n  # next\n  list: [a, b, c]\n",
        ],
        [
            "the last entry leaves brackets",
            "config:\n  users: # all\n    a:\n      x: y\n  email: e\n",
            { path: ["users", "a"], leave: nothing },
            "config:\n  users: {} # all\n  email: e\n",
        ],
        [
            "an entry in brackets goes with its comma",
            "config:\n  users: { a: { x: y }, b: {} }\n",
            { path: ["users", "a"], leave: asComment },
            "config:\n  users: { b: {} }\n",
        ],
        [
            "the last one in brackets goes with the comma before it",
            "config:\n  users: { a: { x: y }, b: {} }\n",
            { path: ["users", "b"], leave: asComment },
            "config:\n  users: { a: { x: y } }\n",
        ],
        [
            "the only one in brackets leaves them",
            "config:\n  users: { a: { x: y } }\n",
            { path: ["users", "a"], leave: asComment },
            "config:\n  users: {}\n",
        ],
        [
            "an item in brackets",
            people,
            { path: ["list"], take: "a", leave: nothing },
            people.replace("a, b, c", "b, c"),
        ],
        ["the last item in brackets", people, { path: ["list"], take: "c", leave: nothing }, people.replace(", c", "")],
        [
            "an item at a dash",
            "config:\n  list:\n  - a # first\n  -   b\n  email: e\n",
            { path: ["list"], take: "a", leave: asComment },
            "config:\n  list:\n  # - a # first\n  -   b\n  email: e\n",
        ],
        [
            "the only item at a dash leaves brackets",
            "config:\n  list:\n  - 'a'\n  email: e\n",
            { path: ["list"], take: "a", leave: nothing },
            "config:\n  list: []\n  email: e\n",
        ],
        ...brackets.flatMap(([rule, before, after]) => [
            [
                `${rule} (a list)`,
                `config:\n  list: ${before}\n  email: e\n`,
                { path: ["list"], take: "x", leave: commentsOnly },
                `config:\n  list: ${after}\n  email: e\n`,
            ] as const,
            [
                `${rule} (a map)`,
                `config:\n  map: ${asMap(before)}\n  email: e\n`,
                { path: ["map", "x"], leave: commentsOnly },
                `config:\n  map: ${asMap(after)}\n  email: e\n`,
            ] as const,
        ]),
    ] as const satisfies readonly (readonly [string, string, ConfigEdit, string])[]) {
        it(`taken out: ${rule}`, () => {
            strictEqual(edit(text, change), after);
            strictEqual(edit(text.replaceAll("\n", "\r\n"), change), after.replaceAll("\n", "\r\n"));
        });
    }

    it("what others refer to, what is not there and what is JSON in a text is not taken out", () => {
        for (const [text, change] of [
            ["config:\n  a: &x { y: z }\n  b: *x\n", { path: ["a"], leave: nothing }],
            ["config:\n  b: c\n", { path: ["a"], leave: nothing }],
            ["config:\n  a: '[\"b\"]'\n", { path: ["a"], take: "b", leave: nothing }],
            ["config:\n  a: [c]\n", { path: ["a"], take: "b", leave: nothing }],
        ] as const satisfies readonly (readonly [string, ConfigEdit])[])
            throws(() => edit(text, change), EditError);
    });

    for (const [what, text, change] of [
        ["an alias", "config:\n  x: &x a@b.example\n  email: *x\n", { path: ["email"], set: "c@b.example" }],
        [
            "a value that others refer to",
            "config:\n  email: &x a@b.example\n  y: *x\n",
            { path: ["email"], set: "c@b.example" },
        ],
        [
            "a map that others refer to",
            "config:\n  accounts:\n    a: &a { unit: x }\n    b: *a\n",
            { path: ["accounts", "b", "id"], set: "111111111111" },
        ],
        [
            "a text over several lines",
            "config:\n  email: |\n    a@b.example\n",
            { path: ["email"], set: "c@b.example" },
        ],
        [
            "JSON in a text",
            'config:\n  accounts: \'{"a":{"unit":"x"}}\'\n',
            { path: ["accounts", "b"], set: { unit: "x" } },
        ],
        ["a map that is a text", "config:\n  company: acme\n", { path: ["company", "name"], set: "x" }],
    ] as const satisfies readonly (readonly [string, string, ConfigEdit])[]) {
        it(`${what} is refused, for more or less than what was asked would change`, () => {
            throws(() => edit(text, change), EditError);
        });
    }

    it("whatever account is added to whatever style of file, every reader gets the same 12 digits", () => {
        const key = fc.stringMatching(/^k[a-z0-9]{0,6}$/u); // no word of YAML 1.1, such as y and on
        const id = fc.oneof(
            fc.stringMatching(/^[0-7]{12}$/u),
            fc.stringMatching(/^0[0-9]{11}$/u),
            fc.stringMatching(/^[0-9]{12}$/u),
        );
        const accounts = fc.dictionary(key, fc.record({ unit: fc.constant("root"), id }, { noNullPrototype: true }), {
            maxKeys: 4,
            noNullPrototype: true,
        });
        const style = fc.record({
            collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
            indent: fc.constantFrom(2, 4),
        });
        fc.assert(
            fc.property(accounts, style, key, id, fc.boolean(), (present, options, added, addedId, isWindows) => {
                fc.pre(!Object.hasOwn(present, added));
                const written = stringify(
                    { config: { accounts: present, admins: ["ada"] } },
                    {
                        ...options,
                        defaultStringType: "QUOTE_DOUBLE",
                        defaultKeyType: "PLAIN",
                    },
                );
                const text = isWindows ? written.replaceAll("\n", "\r\n") : written;
                const edited = edit(
                    text,
                    { path: ["accounts", added], set: { unit: "root", id: addedId } },
                    { path: ["admins"], append: "alan" },
                );
                const expected = {
                    accounts: { ...present, [added]: { unit: "root", id: addedId } },
                    admins: ["ada", "alan"],
                };
                deepStrictEqual(readStackFile(edited, project).raw, expected);
                deepStrictEqual((parse(edited, { version: "1.1" }) as { config: unknown }).config, expected);
                ok(isWindows ? !/[^\r]\n/u.test(edited) : !edited.includes("\r"));
            }),
            { numRuns: 300 },
        );
    });

    it("a value in one line is read back as it was, whatever texts it holds", () => {
        const text = fc.oneof(
            fc.string(),
            fc.constantFrom("yes", "0123", "a, b", "{", "# no", "a: b", "*", "~", "2026-01-01"),
        );
        fc.assert(
            fc.property(
                fc.array(text),
                fc.dictionary(
                    text.filter((key) => key !== "__proto__"),
                    text,
                    { noNullPrototype: true },
                ),
                (list, map) => {
                    const line = inlineYaml({ list, map });
                    ok(!line.includes("\n"));
                    deepStrictEqual(parse(line), { list, map });
                    deepStrictEqual(parse(line, { version: "1.1" }), { list, map });
                },
            ),
            { numRuns: 300 },
        );
    });
});

function crlf(texts: readonly string[]): readonly string[] {
    return texts.map((text) => text.replaceAll("\n", "\r\n"));
}
