import { testTexts, type Unwanted } from "../../support/unwanted";

/** What an outsider cannot open: numbers of issues and of lists elsewhere, and pages that are not in the repository. */
const closed: Unwanted = [
    ["the number of an issue", /(?<=[\s(,;])#\d{1,3}(?=[\s),.;:]|$)/u],
    ["a number of a list of cases", /(?<![\w#-])C\d{2}(?![\w-])/u],
    ["a row of a guide", /\bguide rows? \d/u],
    // Outside a clone, npx would fetch another package of that name. CHANGELOG.md says so.
    ["a command that fetches a stranger's package", /npx org(?!`? still works)/u],
    [
        "a page elsewhere",
        /(?<![\w/])(?:leverage|engineering|cases|design|house|competitors|facts-\d{4}|sandbox-facts)\.md\b/u,
    ],
];

describe("code and docs", () => {
    testTexts("refer to nothing that a reader from outside cannot open", closed, {
        list: __filename,
        caught: [
            "// never made twice (C38).",
            'it("C10: an id",',
            "// a third of that (#4)",
            "/** The guide's user (guide row 4). */",
            "// the values (leverage.md §1.2)",
            "// BASE of cases.md",
            "→ run npx org doctor",
        ],
        letThrough: ["hashicorp/terraform-provider-aws#35646", "docs/day-0.md", "C2A9 F1C0", "house rules"],
    });
});
