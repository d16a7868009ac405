import { deepStrictEqual, ok } from "node:assert/strict";
import { isIgnored, ownFiles } from "../../support/own-files";

describe("the project's own files", () => {
    it("are those that git would take: nothing of .gitignore, wherever it says", () => {
        const table: readonly (readonly [file: string, isIt: boolean])[] = [
            [".git", true],
            ["node_modules", true],
            ["sandbox/node_modules", true],
            ["sandbox/emulator/aws_emulator/__pycache__", true],
            ["a/b.pyc", true],
            ["coverage", true],
            ["bench-results", true],
            ["docs/bench-results", false],
            ["a/.Pulumi.yaml.org-1", true],
            ["org-state-abc", true],
            ["pages/org-state.md", false],
            ["Pulumi.yaml", false],
            [".gitignore", false],
            [".github", false],
        ];
        for (const [file, isIt] of table) deepStrictEqual([file, isIgnored(file)], [file, isIt]);
        const files = ownFiles();
        ok(files.includes("test/unit/support/own-files.test.ts"));
        ok(!files.some((file) => file.split("/").some((_, at, parts) => isIgnored(parts.slice(0, at + 1).join("/")))));
    });
});
