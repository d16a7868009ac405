import { deepStrictEqual, notDeepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";
import { ownFiles } from "../../support/own-files";

/** What a reader from outside cannot open: numbers of issues and of lists elsewhere, and pages that are not in the repository. */
const closed: readonly (readonly [what: string, pattern: RegExp])[] = [
    ["the number of an issue", /(?<=[\s(,;])#\d{1,3}(?=[\s),.;:]|$)/u],
    ["a number of a list of cases", /(?<![\w#-])C\d{2}(?![\w-])/u],
    ["a row of a guide", /\bguide rows? \d/u],
    // Outside a clone, that name is another package of the registry. CHANGELOG.md says so.
    ["a command that fetches a stranger's package", /npx org(?!`? still works)/u],
    [
        "a page elsewhere",
        /(?<![\w/])(?:leverage|engineering|cases|design|house|competitors|facts-\d{4}|sandbox-facts)\.md\b/u,
    ],
];

const texts = ownFiles().filter(
    (file) =>
        /\.(?:[cm]?[jt]s|py|go|sh|md|ya?ml)$|(?:^|\/)(?:Makefile|org)$/u.test(file) &&
        file !== "test/unit/docs/references.test.ts",
);

function closedIn(text: string): readonly string[] {
    return text
        .split("\n")
        .flatMap((line, index) =>
            closed.flatMap(([what, pattern]) =>
                pattern.test(line) ? [`line ${index + 1}: ${what}: ${line.trim()}`] : [],
            ),
        );
}

describe("code and docs", () => {
    it("refer to nothing that a reader from outside cannot open", () => {
        ok(texts.length > 400, String(texts.length));
        const found = texts.flatMap((file) =>
            closedIn(fs.readFileSync(path.join(projectRoot, file), "utf8")).map((each) => `${file}, ${each}`),
        );
        deepStrictEqual(found, []);
    });

    for (const text of [
        "// never made twice (C38).",
        'it("C10: an id",',
        "// a third of that (#4)",
        "/** The guide's user (guide row 4). */",
        "// the values (leverage.md §1.2)",
        "// BASE of cases.md",
        "→ run npx org doctor",
    ])
        it(`would be caught: ${text}`, () => {
            notDeepStrictEqual(closedIn(text), []);
        });

    for (const text of ["hashicorp/terraform-provider-aws#35646", "docs/day-0.md", "C2A9 F1C0", "house rules"])
        it(`is let through: ${text}`, () => {
            deepStrictEqual(closedIn(text), []);
        });
});
