import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";
import { ownFiles } from "../../support/own-files";

const files = ownFiles();
const top = new Set(files.map((file) => file.split("/")[0]!));

/** The pages for contributors. */
const pages = [
    "CONTRIBUTING.md",
    ...files.filter((file) => file.startsWith("docs/development/") && file.endsWith(".md")),
];

/** Files and folders that a page names in code and in links, from the project's folder. */
function pathsOf(page: string, text: string): readonly string[] {
    const inCode = [...text.matchAll(/```[^]*?```|`[^`\n]+`/gu)]
        .flatMap(([code]) => code.split(/[\s`"'()|]+/u))
        .map((word) => word.replace(/^\.\//u, "").replace(/[.,;:]$/u, ""))
        .filter((word) => !/[<>{}*$=…]/u.test(word))
        .filter((word) =>
            word.includes("/") ? top.has(word.split("/")[0]!) : /^[\w.-]+\.(?:md|ya?ml|json|mjs)$/u.test(word),
        );
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, link]) =>
        path.join(path.dirname(page), link!),
    );
    return [...new Set([...inCode, ...links])];
}

function exists(name: string): boolean {
    const file = name.replace(/\/$/u, "");
    return files.includes(file) || (files.some((each) => each.startsWith(`${file}/`)) && !/\.\w+$/u.test(file));
}

describe("the pages for developers", () => {
    it("are there", () => {
        deepStrictEqual([...pages].sort(), [
            "CONTRIBUTING.md",
            "docs/development/adding-things.md",
            "docs/development/architecture.md",
        ]);
    });

    for (const page of pages)
        it(`${page} names only files that are there`, () => {
            const named = pathsOf(page, fs.readFileSync(path.join(projectRoot, page), "utf8"));
            ok(named.length > 5, `${named.length} paths found`);
            deepStrictEqual(
                named.filter((name) => !exists(name)),
                [],
            );
        });

    it("would be caught with a wrong path, in code, in a block or in a link", () => {
        const text =
            "`config/none.ts` [a](none.md) `docs/<x>.md`\n```sh\nnpx mocha test/unit/none.test.ts\n```\n`config/index.ts`";
        deepStrictEqual(
            pathsOf("docs/x.md", text).filter((name) => !exists(name)),
            ["config/none.ts", "test/unit/none.test.ts", "docs/none.md"],
        );
    });
});
