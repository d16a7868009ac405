import fc from "fast-check";
import { oddSection } from "./odd-stack-file-sections";

/** A stack file as somebody might write it: each feature in which YAML parsers differ is in some of them. */
export function stackFileText(): fc.Arbitrary<string> {
    return fc
        .tuple(
            fc.array(section(), { minLength: 1, maxLength: 3 }),
            frame(),
            fc.option(mutation(), { freq: 1, nil: null }),
            fc.option(mutation(), { freq: 1, nil: null }),
        )
        .map(([sections, { before, after, breaks }, ...mutations]) => {
            const text = `${before}config:\n${sections.join("")}${after}`;
            const changed = mutations.reduce((each, mutate) => (mutate === null ? each : mutate(each)), text);
            return changed.replaceAll("\n", breaks);
        });
}

/** Scalars that some parser reads as something other than a text. */
export const typedScalars: readonly string[] = [
    ..."False true TRUE null Null ~ yes No on off y N 007 0 -0 +1 -1 1_000 0x1F 0X1f 0b11 -0b11 0o17 0O17 017 08 09.5 089000000001".split(
        " ",
    ),
    ..."011111111111 111111111111 222233334444 1e3 1E3 1.5e3 1e999 -1e999 1e-7 1e21 .5 5. .5_0 5._ ._5 1.0 -.5 +.5 12345678901234567890".split(
        " ",
    ),
    ..."123456789012345678901234567890 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809".split(
        " ",
    ),
    ..."18446744073709551615 18446744073709551616 0777777777777777777777777 0xFFFFFFFFFFFFFFFFFF 0b-11 0o-17 -0b-1 0b+1 1__0 1_ _1 -_1".split(
        " ",
    ),
    ...".inf -.Inf +.INF .nan .NaN .NAn inf 2026-01-01 2026-1-1 2026-13-01 2026-02-30 2026-01-01T10:00:00Z 2026-01-01t1:2:3+01:00".split(
        " ",
    ),
    ..."2026-01-01T10:00:00 0000-01-01 2024-02-29 2023-02-29 1:30 12:30:45 190:20:30 0x 0b 0o 0b2 0o8 - -- +- . .. = << ! & *".split(
        " ",
    ),
    "2026-01-01 10:00:00",
    "2026-01-01 10:00:00.5",
    "2026-01-01 1:2:3 -5",
    "2001-12-14t21:59:43.10-05:00",
];

const word = fc.constantFrom(
    "email",
    "security",
    "apps-prd",
    "a",
    "b",
    "unit",
    "name",
    "id",
    "secure",
    "aws@acme.example",
    "x y",
    "10.0.0.1",
    "v1.2",
);

const quoted = fc.oneof(
    fc.constantFrom(...typedScalars).map((text) => `"${text}"`),
    fc.constantFrom(...typedScalars).map((text) => `'${text}'`),
    fc.constantFrom(
        ...[
            '"\\/"',
            '"a\\/b"',
            '"\\ud83d\\ude00"',
            '"\\uD83D"',
            '"\\U0001F600"',
            '"\\x41"',
            '"\\_\\N\\L\\P\\e\\a\\v"',
            '"\\0"',
            '"\\\'"',
        ],
        ...[
            '"it\\"s"',
            "'it''s'",
            '"\\q"',
            '"a\\tb"',
            '"tab\there"',
            '"😀"',
            '"é"',
            '"\\u00e9"',
            '"a \\\n    b"',
            '"a\n\n    b"',
            "'a\n    b'",
            '""',
            "''",
        ],
        ...['"a: b"', '"#a"', "'[a]'", '"\\r\\n"', '"\\UFFFFFFFF"', '"\\uFFFE"', '"\\u2028"'],
    ),
);

const key = fc.oneof(
    { weight: 12, arbitrary: word },
    { weight: 1, arbitrary: fc.constantFrom("<<", '"<<"', "a b", "a#b", "-a", "a,b", ...typedScalars) },
    { weight: 1, arbitrary: quoted },
);

const plain = fc.oneof(
    { weight: 20, arbitrary: word },
    { weight: 3, arbitrary: fc.constantFrom(...typedScalars) },
    {
        weight: 2,
        arbitrary: fc.constantFrom(
            ..."a:b http://x a#b a'b a\"b -a ?a :a a: @a `a %a |a >a a,b a]b {a [a é 😀 a\u2028b a\u0085b a\u00a0b a\u200bb a\ufeffb a\u0007b a\tb".split(
                " ",
            ),
            ...[
                "a #b",
                "a: b",
                "a  b",
                "- a",
                "? a",
                "a\n    b",
                "a\n\n    b",
                "&x a",
                "*x",
                "*none",
                "*x.y",
                "&x.y a",
                "a:\tb",
                "",
                "#c",
                "---",
                "a\rb",
            ],
        ),
    },
    { weight: 1, arbitrary: fc.stringMatching(/^[-+.0-9_xob:eETZ ]{1,12}$/u) },
);

const tagged = fc
    .tuple(
        fc.constantFrom(
            ..."!!str !!int !!float !!bool !!null !!timestamp !!binary ! !own !!seq !!map !!set !!omap !<tag:yaml.org,2002:str> !a!b".split(
                " ",
            ),
        ),
        fc.oneof(fc.constantFrom("yes", "12", "012", "aGk=", "x", '"12"', "[a]", "{ a: b }", ""), plain),
    )
    .map(([tag, value]) => `${tag} ${value}`);

const inline: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
        { depthSize: "small" },
        { weight: 8, arbitrary: plain },
        { weight: 2, arbitrary: quoted },
        { weight: 1, arbitrary: tagged },
        { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`) },
        {
            weight: 3,
            arbitrary: fc
                .array(fc.tuple(key, tie("value")), { maxLength: 3 })
                .chain((entries) =>
                    fc.constantFrom(
                        `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(", ")} }`,
                        `{${entries.map(([key, value]) => `${key}: ${value}`).join(",")}}`,
                        `{${entries.map(([key, value]) => `${key}:${value}`).join(", ")}}`,
                        `{\n      ${entries.map(([key, value]) => `${key}: ${value}`).join(",\n      ")}\n    }`,
                    ),
                ),
        },
    ),
})).value;

const topKey = fc.oneof(
    {
        weight: 14,
        arbitrary: fc.constantFrom(
            ..."email company units accounts policies management regions organization access admins contacts ci state limits users groups".split(
                " ",
            ),
        ),
    },
    {
        weight: 2,
        arbitrary: fc.constantFrom(
            ...[
                "aws-organization:email",
                "aws-organization:config:email",
                "aws-organization:config:units",
                "aws-organization:units",
            ],
            ...[
                "aws:region",
                "aws:config:region",
                "aws:regoin",
                "aws:allowedAccountIds",
                "other:config:a",
                "a:b:c",
                "a:b:c:d",
                ":email",
                "email:",
            ],
            ...["pulumi:disable-default-providers", '"email"', "'accounts'", "<<", "secure", "config", "other:email"],
        ),
    },
    { weight: 1, arbitrary: fc.constantFrom(...typedScalars) },
);

/** One key of the config: on one line, as a block, with anchors and merges. */
function section(): fc.Arbitrary<string> {
    const block = fc
        .tuple(topKey, fc.array(fc.tuple(key, inline), { minLength: 1, maxLength: 4 }))
        .map(([key, entries]) => `  ${key}:\n${entries.map(([inner, value]) => `    ${inner}: ${value}\n`).join("")}`);
    const list = fc
        .tuple(
            topKey,
            fc.array(inline, { minLength: 1, maxLength: 4 }),
            fc.constantFrom("    - ", "  - ", "  -\t", "    -   "),
        )
        .map(([key, items, dash]) => `  ${key}:\n${items.map((item) => `${dash}${item}\n`).join("")}`);
    const text = fc
        .tuple(
            topKey,
            fc.constantFrom("|", ">", "|-", ">+", "|2", "| # c", ">-2"),
            fc.array(fc.constantFrom("a", "  b", "", "\tc", "# d", "e: f", "é", " g "), { maxLength: 5 }),
        )
        .map(([key, head, lines]) => `  ${key}: ${head}\n${lines.map((line) => `    ${line}\n`).join("")}`);
    return fc.oneof(
        { weight: 6, arbitrary: fc.tuple(topKey, inline).map(([key, value]) => `  ${key}: ${value}\n`) },
        { weight: 3, arbitrary: block },
        { weight: 2, arbitrary: list },
        { weight: 1, arbitrary: text },
        { weight: 3, arbitrary: merges },
        { weight: 4, arbitrary: oddSection() },
        {
            weight: 1,
            arbitrary: fc.constantFrom(
                "  # a comment\n",
                "# at the margin\n",
                "      # deeper\n",
                "  #\n",
                "  #\tc\n",
                "  -\n",
                "  units: # c\n    # c\n    - a # c\n  # c\n    - b\n",
                "  units:\n# c\n    - a\n# c\n    - b\n",
                "\n",
                "  ? units\n  : [a]\n",
                "  ? [a]\n  : b\n",
                "  ? |\n    a\n  : b\n",
                "\t\n",
                "  \t# c\n",
            ),
        },
    );
}

const merges = fc
    .tuple(
        fc.constantFrom("a", "b"),
        fc.constantFrom("a", "b", "c"),
        fc.constantFrom(
            ...[
                "<<: *a",
                "<<: *b",
                "<<: [*a, *b]",
                "<<: [*b, *a]",
                "<<: { a: 9, d: 8 }",
                '"<<": *a',
                "<<: x",
                "<<: [*a, x]",
                "<<: *none",
                "<<: *list",
            ],
            ...[
                "<<: *a\n      <<: *b",
                "<<: [{ a: 3 }, *b]",
                "<<: { <<: *a, b: 7 }",
                "<<:",
                "<<: *self",
                "!!merge <<: *a",
            ],
        ),
        fc.boolean(),
    )
    .map(([first, second, merge, isFirst]) => {
        const own = `      ${second}: own\n`;
        return `  accounts:\n    x: &a { ${first}: 1, c: from-x }\n    y: &b\n      a: 2\n      b: { deep: 1 }\n    l: &list [1]\n    z: &self\n${isFirst ? own : ""}      ${merge}\n${isFirst ? "" : own}`;
    });

interface Frame {
    readonly before: string;
    readonly after: string;
    readonly breaks: string;
}

function frame(): fc.Arbitrary<Frame> {
    const rarely = (text: string, ...others: readonly string[]): fc.Arbitrary<string> =>
        fc.oneof({ weight: 12, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
    return fc.record({
        before: rarely(
            "",
            "---\n",
            "%YAML 1.2\n---\n",
            "%YAML 1.1\n---\n",
            "%TAG ! !\n---\n",
            "# head\n",
            "\n",
            "\ufeff",
            "encryptionsalt: v1:x\n",
            "--- # c\n",
            "\ufeff\ufeff",
            "7: x\n",
            "config:\n  a: b\n",
        ),
        after: rarely(
            "",
            "---\nconfig: {}\n",
            "...\n",
            "...\nrubbish: [\n",
            "...\n# c\n",
            "environment:\n  - a/b\n",
            "secretsprovider: awskms://alias/a\n",
            "secretsprovider: [a]\n",
            "encryptionsalt: { a: b }\n",
            "encryptionsalt: 7\n",
            "encryptedkey: !!binary aGk=\n",
            "x: *a\n",
            "---\n",
        ),
        breaks: rarely("\n", "\r\n", "\r"),
    });
}

/** A typing mistake: a character added, removed or replaced, or a line indented. */
function mutation(): fc.Arbitrary<(text: string) => string> {
    const inserted = fc.constantFrom(
        ...Array.from(" \t\n:-?,[]{}#&*!|>'\"%@`\\=~0a.\r\u00a0\u2028é"),
        "  ",
        ": ",
        " #",
        "- ",
        "\n\n",
        "\n ",
    );
    return fc
        .tuple(fc.nat(), fc.constantFrom("insert", "delete", "replace", "indent"), inserted)
        .map(([at, kind, piece]) => (text) => {
            const place = at % (text.length + 1);
            if (kind === "insert") return text.slice(0, place) + piece + text.slice(place);
            if (kind === "delete") return text.slice(0, place) + text.slice(place + 1);
            if (kind === "replace") return text.slice(0, place) + piece + text.slice(place + 1);
            const start = text.lastIndexOf("\n", place) + 1;
            return `${text.slice(0, start)} ${text.slice(start)}`;
        });
}
