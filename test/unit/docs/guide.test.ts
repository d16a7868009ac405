import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";

const read = (file: string): string => fs.readFileSync(path.join(projectRoot, file), "utf8");
const page = read("docs/guide.md");

/** The tests in a row: file, from the project's folder, and titles. */
function testsOf(row: string): readonly { readonly file: string; readonly titles: readonly string[] }[] {
    return [...row.matchAll(/\]\((\.\.\/test\/[^)]+)\): ("[^"]+"(?:, "[^"]+")*)/gu)].map(([, link, titles]) => ({
        file: path.posix.join("docs", link!),
        titles: [...titles!.matchAll(/"([^"]+)"/gu)].map(([, title]) => title!),
    }));
}

/** What is wrong in a row. The test of links checks its links. */
function wrongIn(row: string): readonly string[] {
    const tests = testsOf(row);
    const pages = [...row.matchAll(/\]\((?!\.\.)([\w-]+\.md)/gu)];
    return [
        ...(pages.length === 0 ? ["no page"] : []),
        ...(tests.length === 0 ? ["no test"] : []),
        ...tests.flatMap(({ file, titles }) => {
            if (!fs.existsSync(path.join(projectRoot, file))) return [`${file} is missing`];
            const text = read(file);
            const isThere = (title: string): boolean =>
                ['"', "`"].some((sign) => text.includes(`${sign}${title}${sign}, `));
            return titles.filter((title) => !isThere(title)).map((title) => `${file} has no test "${title}"`);
        }),
    ];
}

describe("docs/guide.md", () => {
    const rows = page.split("\n").filter((line) => /^\| *\d+ *\|/u.test(line));

    it("has a row for each fact of the guide, in its order", () => {
        deepStrictEqual(
            rows.map((row) => Number(/\d+/u.exec(row)![0])),
            [...Array(14).keys()].map((index) => index + 1),
        );
    });

    it("names for each the page that is about it, and tests that there are", () => {
        deepStrictEqual(
            rows.flatMap((row) => wrongIn(row).map((wrong) => `${/\d+/u.exec(row)![0]}: ${wrong}`)),
            [],
        );
    });

    it("would be caught without a page, without a test, with a test of another title or file", () => {
        deepStrictEqual(wrongIn('| 1 | a | b | [x](../test/unit/docs/guide.test.ts): "has no such test" |'), [
            "no page",
            'test/unit/docs/guide.test.ts has no test "has no such test"',
        ]);
        deepStrictEqual(wrongIn("| 1 | a | [day-0.md](day-0.md) | b |"), ["no test"]);
        deepStrictEqual(wrongIn('| 1 | a | [day-0.md](day-0.md) | [x](../test/none.test.ts): "a" |'), [
            "test/none.test.ts is missing",
        ]);
        ok(testsOf(rows[9]!).some(({ titles }) => titles.length === 2));
    });
});
