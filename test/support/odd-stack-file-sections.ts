import fc from "fast-check";

const topKey = fc.constantFrom("email", "company", "units", "accounts", "tags", "aws-organization:units");
const from = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** Keys of the config in unusual forms, in which YAML parsers differ. */
export function oddSection(): fc.Arbitrary<string> {
    return fc.oneof(blockText, anchors, flow, nested, explicit, twice, commented, brokenLine);
}

/** Block scalars: all indicators, lines indented differently from the first, blanks and tabs, no line at all. */
const blockText = fc
    .tuple(
        topKey,
        from("", "&t ", "!!str ", "! ", "!!binary ", "&t !!str "),
        from("|", ">"),
        from(
            "",
            "-",
            "+",
            "1",
            "2",
            "3",
            "9",
            "0",
            "1-",
            "-1",
            "+2",
            "2+",
            "12",
            "--",
            " # c",
            "- # c",
            "#c",
            " x",
            "\t",
        ),
        fc.array(
            from(
                ...[
                    "",
                    " ",
                    "  ",
                    "   ",
                    "    ",
                    "     ",
                    "      ",
                    "  a",
                    "   a",
                    "    a",
                    "     a",
                    "      a",
                    "        a",
                ],
                ...[
                    "    a ",
                    "    a\t",
                    "\ta",
                    "    \ta",
                    "  \ta",
                    "    # c",
                    "  # c",
                    "# c",
                    "    - a",
                    "    a: b",
                    "    ---",
                ],
                ...["    ...", "    %a", "    \u2028", "    é😀", "    \u0085", "    'a", '    "', "    {", "    a\\"],
            ),
            { maxLength: 6 },
        ),
        from("", "  b: after\n", "  # c\n", "   # c\n", "\n\n", "  \n", "# c\n"),
    )
    .map(
        ([key, properties, style, indicators, lines, after]) =>
            `  ${key}: ${properties}${style}${indicators}\n${lines.map((line) => `${line}\n`).join("")}${after}`,
    );

/** Anchors on keys, maps, lists, items and empty values, used in another section, redefined, inside themselves, with odd names. */
const anchors = fc
    .tuple(
        from("x", "1", "é", "x-y", "x_y", "x.y", "x:y", "x,", "x]", "x/y", "😀", "", "x*"),
        from(
            ...[
                "  a: &N v\n  b: *N\n",
                "  a: &N\n    c: d\n  b: *N\n",
                "  a: &N [1, 2]\n  b: [*N, *N]\n",
                "  &N a: v\n  b: *N\n",
            ],
            ...["  &N a: v\n  *N : w\n", "  a: &N v\n  *N: w\n", "  a: &N\n  b: *N\n", "  a: &N\n  b: { c: *N }\n"],
            ...[
                "  a: &N v\n  b: &N w\n  c: *N\n",
                "  a: &N { b: *N }\n",
                "  a: &N [*N]\n",
                "  a:\n    - &N x\n    - *N\n",
            ],
            ...[
                "  a: &N x &M y\n",
                "  a: &N &M x\n",
                "  a: &N *N\n",
                "  a: *N\n  b: &N x\n",
                "  a: &N !!str 1\n  b: *N\n",
            ],
            ...["  a: !!str &N 1\n  b: *N\n", "  a: &N |\n    t\n  b: *N\n", "  a: &N\n    - 1\n  b:\n    <<: *N\n"],
            ...[
                "  a: { b: &N c, d: *N }\n",
                "  a: { &N b: c, d: *N }\n",
                "  a: [&N , *N ]\n",
                "  a: {b: *N}\n",
                "  a: &N 007\n  b: *N\n",
            ],
            ...[
                "  a: &N { x: 1 }\n  b:\n    x: 2\n    <<: *N\n    y: 3\n",
                "  a: &N { x: 1 }\n  b: { <<: *N, <<: { y: 2 } }\n",
            ],
            ...[
                "  a: &N { x: { y: 1 } }\n  b:\n    <<: *N\n    x: { z: 2 }\n",
                '  a: &N { 1: x }\n  b: { <<: *N, "1": y }\n',
            ],
            ...[
                "  a: &N { <<: { x: 1 }, y: 2 }\n  b: { <<: [*N, { y: 3 }] }\n",
                "  <<: { email: a@b }\n  a: b\n",
                "  a: &N { email: x }\n  <<: *N\n",
            ],
        ),
    )
    .map(([name, text]) => text.replaceAll("N", name));

const atom = from(
    ..."a 1 007 0x1F 0b1 0o7 1e3 ~ null true no .5 2026-01-01 'a' \"a\" '' \"\" *x a:b a: :a ? - ! !!str !!int # , :".split(
        " ",
    ),
    ...[
        "",
        "a b",
        "a: b",
        "? a",
        "? a : b",
        "- a",
        "[]",
        "{}",
        "[a]",
        "{a}",
        "{a: }",
        "{a:}",
        '{"a":b}',
        '"a":b',
        '"a": b',
        "a #c",
    ],
    ...[
        "[a: b]",
        "[a: b, c]",
        '["a":b]',
        "[[a]: b]",
        "[{a: b}: c]",
        "&y a",
        "!!str 1",
        "!!int '1'",
        "a\n      b",
        "a\n  b",
        "a\nb",
    ],
    ...[
        "# c\n     a",
        "a # c\n    ",
        "\n",
        "\t",
        "a\t",
        "a:\tb",
        "a\t: b",
        "'a': b",
        "a::b",
        "a: b: c",
        "http://x",
        "@a",
        "`a",
        "%a",
    ],
);

/** Maps and lists in brackets: pairs in lists, keys without values, missing and extra commas, several lines. */
const flow = fc
    .tuple(
        topKey,
        from("[]", "{}", "[}", "{]"),
        fc.array(atom, { maxLength: 4 }),
        from(",", ", ", " , ", ",,", "\n   ,", ",\n    ", ",\n", ",\t"),
        from("", ",", " ", "\n    ", "\n  ", "\n"),
    )
    .map(
        ([key, brackets, atoms, comma, end]) => `  ${key}: ${brackets[0]!}${atoms.join(comma)}${end}${brackets[1]!}\n`,
    );

/** Lists in lists and maps in lists, with unusual indentation. */
const nested = fc
    .tuple(
        topKey,
        fc.array(
            from(
                ...[
                    "    - - a\n",
                    "    - - a\n      - b\n",
                    "    - a: b\n      c: d\n",
                    "    -   a: b\n        c: d\n",
                    "    - a: b\n       c: d\n",
                ],
                ...[
                    "    -\n      a\n",
                    "    -\n     - a\n",
                    "    -\n    - a\n",
                    "    - ? a\n      : b\n",
                    "    - a:\n      - b\n",
                    "    - a:\n    - b\n",
                ],
                ...[
                    "    - !!str\n",
                    "    - &z\n      a: b\n",
                    "    - *z\n",
                    "    - |\n     a\n",
                    "    - |\n      a\n    - b\n",
                    "    - >-\n\n      a\n",
                ],
                ...[
                    "    - a\n     b\n",
                    "    - a\n   - b\n",
                    "   - a\n",
                    "  - a\n",
                    "    -a\n",
                    "    - a # c\n      # d\n",
                    "    - # c\n      a\n",
                ],
                ...[
                    "    - 'a\n      b'\n",
                    '    - "a\n      b"\n',
                    '    - "a\n  b"\n',
                    '    - "a\nb"\n',
                    "    - [a,\n       b]\n",
                    "    - a: 1\n      a: 2\n",
                ],
                ...[
                    "    a: b\n",
                    "     a: b\n",
                    "    a:\n     b\n",
                    "    a:\n    b\n",
                    "    a: b: c\n",
                    "    a: [b]: c\n",
                    "    a:\n\n\n      b\n",
                ],
            ),
            { minLength: 1, maxLength: 4 },
        ),
    )
    .map(([key, lines]) => `  ${key}:\n${lines.join("")}`);

/** Keys that are not texts, and explicit keys. */
const explicit = from(
    ...[
        "  ? a\n  : b\n",
        "  ? a\n",
        "  ? a\n  ? b\n",
        "  ?\n  : a\n",
        "  : a\n",
        "  ? - a\n  : b\n",
        "  ? { a: b }\n  : c\n",
        "  {a: b}: c\n",
    ],
    ...[
        "  [a]: c\n",
        "  [a, b]: c\n",
        "  {}: c\n",
        "  []: c\n",
        "  units: { [a]: b }\n",
        "  units: { {a: b}: c }\n",
        "  units: { ? a : b, ? c }\n",
    ],
    ...[
        "  accounts:\n    1: a\n    1.0: b\n",
        "  accounts:\n    0x10: a\n    16: b\n",
        "  accounts:\n    true: a\n    True: b\n",
        "  accounts:\n    ~: a\n    null: b\n",
    ],
    ...[
        "  accounts:\n    2026-01-01: a\n",
        "  accounts:\n    1e3: a\n",
        "  accounts:\n    .inf: a\n",
        '  accounts:\n    !!str 1: a\n    "1": b\n',
        '  accounts:\n    !!int "1": a\n',
    ],
    ...[
        "  accounts:\n    0b11: a\n    0o3: b\n    03: c\n",
        "  accounts:\n    -0: a\n    0: b\n",
        "  accounts:\n    12345678901234567890: a\n",
        "  accounts:\n    0.1: a\n    .1: b\n",
    ],
    ...[
        "  1: a\n",
        "  true: a\n",
        "  ~: a\n",
        "  2026-01-01: a\n",
        "  !!str email: a\n",
        "  !!binary ZW1haWw=: a\n",
        "  ! email: a\n",
        '  "email" : a\n',
        "  email : a\n",
    ],
    ...[
        "  'email': a\n",
        "  email:a\n",
        "  email: a: b\n",
        '  "e\\u006dail": a\n',
        '  "email\\n": a\n',
        "  e\n  mail: a\n",
        "  ? |\n    email\n  : a\n",
        "  ? >-\n    email\n  : a\n",
    ],
);

const keyForms = ["a", '"a"', "'a'", "!!str a", "? a\n    ", '"\\x61"', "&k a", "a ", "A"];

/** Duplicate keys: identical, in other quotes, in another spelling of a number; in a map, in brackets and at the top. */
const twice = fc
    .tuple(from(...keyForms), from(...keyForms), from("block", "flow", "top"))
    .map(([first, second, place]) => {
        if (place === "flow")
            return `  accounts: { ${first.trim().replace("? ", "")}: 1, ${second.trim().replace("? ", "")}: 2 }\n`;
        const indent = place === "top" ? "  " : "    ";
        const head = place === "top" ? "" : "  accounts:\n";
        const entry = (key: string, value: number): string =>
            `${indent}${key.replace("\n    ", `\n${indent}`)}: ${value}\n`;
        return `${head}${entry(first, 1)}${entry(second, 2)}`;
    });

/** Comments in unusual places, and characters that look like one. */
const commented = from(
    ...[
        "  email: a#b\n",
        "  email: a #b\n",
        "  email: #b\n",
        "  email: #b\n    a\n",
        "  email: # b\n  # c\n    a\n",
        "  email: a\n    # c\n    b\n",
        "  email: a # c\n    b\n",
    ],
    ...[
        "  email: 'a' # c\n",
        "  email: 'a'# c\n",
        '  email: "a" #c\n',
        '  email: "a\n    # no comment\n    b"\n',
        "  units: [a, # c\n    b]\n",
        "  units: [a # c\n    , b]\n",
    ],
    ...[
        "  units: [a, #c]\n    b]\n",
        "  units: [ # c\n    ]\n",
        "  units: { # c\n    a: b # d\n    }\n",
        "  units: # c\n  - a\n",
        "  units:\n  # c\n  - a\n",
        "  units: &a # c\n    - a\n",
    ],
    ...[
        "  units: !!seq # c\n    - a\n",
        "  email: | # c\n    a\n",
        "  email: |# c\n    a\n",
        "  email: *x # c\n",
        "  email: &x # c\n",
        "  # c\n   # d\n # e\n  email: a\n",
        "  email: a\t# c\n",
    ],
    ...[
        "  email:\n    # c\n    a # d\n    # e\n",
        "  email: a\u0085# c\n",
        "  email: a\u00a0# c\n",
        "  email: a\u2028# c\n",
        "  email: a\r# c\n",
        "  ? email # c\n  : a # d\n",
    ],
);

/** Document markers, byte order marks, line breaks and special characters in the middle of a file. */
const brokenLine = from(
    ...[
        "---\n",
        "--- \n",
        "--- a\n",
        "---a: b\n",
        " ---\n",
        "...\n",
        "... # c\n",
        "...a\n",
        "  ...\n",
        "  ---\n",
        "  --- : a\n",
        "%YAML 1.2\n",
        "%a\n",
        "  %a: b\n",
        "--- |\n a\n",
    ],
    ...[
        "\ufeff  email: a\n",
        "  \ufeffemail: a\n",
        "  email: \ufeffa\n",
        "  email: a\ufeff\n",
        "\ufeff\n",
        "  email: a\r\n",
        "  email: a\r",
        "\r\n",
        "  email: a\n\r",
        "  email: 'a\r\n    b'\n",
    ],
    ...[
        "  email: a\0b\n",
        "  email: \u0007\n",
        "  email: \u007f\n",
        "  email: \ud800\n",
        "  email: \ufffe\n",
        "  email: \u200b\n",
        "  email: a\u000bb\n",
        "  email: a\u000cb\n",
        "\u000c\n",
    ],
    ...[
        "\temail: a\n",
        "  \temail: a\n",
        "  email:\t\ta\n",
        "\t\n",
        "  \t\n",
        " \t # c\n",
        "  email: a\n\tb\n",
        "  email: a\n  \tb\n",
        "  email: a\n    \tb\n",
        "  email: 'a\n\tb'\n",
        '  email: "a\n\tb"\n',
    ],
    ...[
        "  units: [a,\n\tb]\n",
        "  units:\n\t- a\n",
        "  units:\n    - a\n\t- b\n",
        "  units:\n    -\ta\n",
        "  accounts:\n    a:\tb\n",
        "  accounts: {\ta:\tb\t}\n",
        "  email: a \t \n",
    ],
    ...[
        "config:\n",
        "config: {}\n",
        "config:\n  email: b\n",
        '"config":\n  email: b\n',
        "environment: [a]\n",
        "environment: a\n",
        "environment: {}\n",
        "x:\n  y: z\n",
        " email: a\n",
        "   email: a\n",
        "}\n",
        "]\n",
        ",\n",
        ": a\n",
    ],
    ...[
        "  email:\n    secure: a\n",
        "  email: { secure: v1:x:y }\n",
        "  email:\n    secure: a\n    b: c\n",
        "  units: [{ secure: a }]\n",
        "  units:\n    - secure: a\n",
        "  accounts:\n    a: { secure: 1 }\n",
        "  secure: a\n",
    ],
);
