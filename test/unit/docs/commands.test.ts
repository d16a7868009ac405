import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../sandbox/locations";
import { commandsOf, editsOf } from "../../support/doc-commands";
import { docsRunBy, runBy } from "../../support/docs-run-by";
import { ownFiles } from "../../support/own-files";

const pages = ownFiles().filter(
    (file) => /^(?:docs\/.*|README|CONTRIBUTING)\.?(?:md)?$/u.test(file) && file.endsWith(".md"),
);
const read = (file: string): string => fs.readFileSync(path.join(projectRoot, file), "utf8");

describe("the commands of the pages", () => {
    it("are each run by a test, or say why not", () => {
        const commands = pages.flatMap((page) => commandsOf(page).map((each) => ({ page, ...each })));
        ok(commands.length > 100, String(commands.length));
        deepStrictEqual(
            commands
                .filter(({ page, heading }) => runBy(page, heading) === undefined)
                .map(({ page, heading, command }) => `${page}, ${heading}: ${command}`),
            [],
        );
    });

    for (const [page, sections] of Object.entries(docsRunBy))
        it(`of ${page}: what runs them is there, and no section is left over`, () => {
            const headings = new Set(commandsOf(page).map(({ heading }) => heading));
            ok(headings.size > 0);
            for (const [heading, by] of Object.entries(sections)) {
                ok(heading === "*" || headings.has(heading), `${page} has no commands under ${heading}`);
                if (by === "typed") ok(read("test/e2e/day-0.test.ts").includes(`"${path.basename(page)}"`));
                else if ("test" in by)
                    for (const words of by.by) ok(read(by.test).includes(words), `${by.test}: ${words}`);
            }
        });

    it("are read from a page in one line each, without comments, under their heading, and edits with their file", () => {
        const [first, , third] = commandsOf("docs/close-account.md");
        strictEqual(first!.heading, "Close it");
        strictEqual(first!.command, "./org accounts close data-prd --dry-run");
        ok(third!.command.endsWith("--refresh --stack management"));
        ok(commandsOf("docs/doctor.md").every(({ command }) => !command.includes("#")));
        deepStrictEqual(
            editsOf("docs/rename.md").map(({ file, block }) => [file, JSON.stringify(parse(block))]),
            [
                [
                    "Pulumi.management.yaml",
                    '{"accounts":{"apps-production":{"unit":"workloads/prd","formerly":"apps-prd"}}}',
                ],
            ],
        );
    });
});
