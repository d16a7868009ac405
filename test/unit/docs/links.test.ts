import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";
import { ownFiles } from "../../support/own-files";

const files = ownFiles();
const pages = files.filter((file) => file.endsWith(".md"));
const read = (file: string): string => fs.readFileSync(path.join(projectRoot, file), "utf8");

/** Links of a page to files of this repository: path from the project's folder, and heading. */
function linksOf(page: string, text: string): readonly { readonly file: string; readonly heading: string }[] {
    return [...text.replace(/```[^]*?```/gu, "").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/gu)].map(
        ([, file = "", heading = ""]) => ({
            file: file === "" ? page : path.posix.join(path.posix.dirname(page), file),
            heading,
        }),
    );
}

/** The anchors that GitHub makes of a page's headings. */
function anchorsOf(text: string): readonly string[] {
    return [...text.replace(/```[^]*?```/gu, "").matchAll(/^#+ (.*)$/gmu)].map(([, title]) =>
        title!
            .toLowerCase()
            .replace(/[^\p{L}\p{N}\s_-]/gu, "")
            .replaceAll(" ", "-"),
    );
}

function brokenIn(page: string, text: string): readonly string[] {
    return linksOf(page, text).flatMap(({ file, heading }) => {
        const isThere = files.some((each) => each === file || each.startsWith(`${file.replace(/\/$/u, "")}/`));
        if (!isThere) return [`${page}: ${file} is missing`];
        if (heading === "" || anchorsOf(file === page ? text : read(file)).includes(heading)) return [];
        return [`${page}: ${file} has no heading #${heading}`];
    });
}

describe("links of the pages", () => {
    it("lead to files and headings that are there", () => {
        ok(pages.length > 15, String(pages.length));
        ok(pages.flatMap((page) => linksOf(page, read(page))).length > 60);
        deepStrictEqual(
            pages.flatMap((page) => brokenIn(page, read(page))),
            [],
        );
    });

    it("would be caught: a missing file, a missing heading", () => {
        const text =
            "# One\n\n[a](none.md) [b](#two) [c](#one) [d](state.md#none) [e](../README.md) [f](https://x.example)";
        deepStrictEqual(brokenIn("docs/mfa.md", text), [
            "docs/mfa.md: docs/none.md is missing",
            "docs/mfa.md: docs/mfa.md has no heading #two",
            "docs/mfa.md: docs/state.md has no heading #none",
        ]);
    });

    it("are in docs/README.md for every page of docs/", () => {
        const listed = new Set(linksOf("docs/README.md", read("docs/README.md")).map(({ file }) => file));
        deepStrictEqual(
            pages.filter((page) => page.startsWith("docs/") && page !== "docs/README.md" && !listed.has(page)),
            [],
        );
    });

    it("pages that code, messages and stack files name are there", () => {
        const named = files
            .filter(
                (file) => /\.(?:[cm]?[jt]s|py|go|sh|ya?ml|json)$/u.test(file) && !file.startsWith("test/unit/docs/"),
            )
            .flatMap((file) =>
                [...read(file).matchAll(/(?<![\w/.])docs\/[\w/-]+\.md/gu)].map(([page]) => [file, page] as const),
            );
        ok(named.length > 30, String(named.length));
        deepStrictEqual(
            named.filter(([, page]) => !pages.includes(page)),
            [],
        );
    });
});
