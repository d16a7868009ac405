import { deepStrictEqual, notDeepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";
import { ownFiles } from "../../support/own-files";

/** Words that a newcomer has to read twice, and what is plain. In names too: what a variable is called ends up in a comment. */
const unusual: readonly (readonly [word: string, plain: string, pattern: RegExp])[] = [
    ["anew", "again", /\banew\b/iu],
    ["lest", "so that … not", /\blest\b/iu],
    ["one's own", "its own, your own", /\bone['’]s own\b/iu],
    ["told", "reported, known, described", /\btold\b/iu],
    ["stands", "is", /\bstands\b(?! (?:in )?for\b)/iu],
    ["answers", "returns, responds, refuses", /\banswers (?:by|whether|with|\d)/iu],
    ["scene", "context", /\bscenes?\b/iu],
    ["whilst", "while", /\bwhilst\b/iu],
    ["thereof, therein, thereby", "of it, in it, by it", /\bthere(?:of|in|by)\b/iu],
    ["hitherto, henceforth", "until now, from now on", /\b(?:hitherto|henceforth)\b/iu],
];

const texts = ownFiles().filter(
    (file) =>
        /\.(?:[cm]?[jt]s|py|go|sh|md|ya?ml)$|(?:^|\/)(?:Makefile|org)$/u.test(file) &&
        file !== "test/unit/docs/words.test.ts",
);

function unusualIn(text: string): readonly string[] {
    return text
        .split("\n")
        .flatMap((line, index) =>
            unusual.flatMap(([word, plain, pattern]) =>
                pattern.test(line) ? [`line ${index + 1}: ${word} (plain: ${plain}): ${line.trim()}`] : [],
            ),
        );
}

describe("the words of code, help and docs", () => {
    it("are those of every day", () => {
        ok(texts.length > 400, String(texts.length));
        const found = texts.flatMap((file) =>
            unusualIn(fs.readFileSync(path.join(projectRoot, file), "utf8")).map((each) => `${file}, ${each}`),
        );
        deepStrictEqual(found, []);
    });

    for (const text of [
        "// The file is written anew.",
        "lest a run fail",
        "a role of one's own",
        "→ the user is told so",
        "what stands above the changes",
        "AWS answers with status 403",
        "const scene = open();",
        "whilst it runs",
        "a copy thereof",
    ])
        it(`would be caught: ${text}`, () => {
            notDeepStrictEqual(unusualIn(text), []);
        });

    for (const text of ["a program that stands in for AWS", "const answers = await Promise.all(asked);", "the answer"])
        it(`is let through: ${text}`, () => {
            deepStrictEqual(unusualIn(text), []);
        });
});
