import { ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";

describe("docs/costs.md", () => {
    it("adds its items up", () => {
        const page = fs.readFileSync(path.join(projectRoot, "docs/costs.md"), "utf8");
        const rows = page.split("## A month, added up")[1]!.split("\n");
        const cents = rows.flatMap((row) => {
            const [, dollars] = /\| \**(\d+\.\d\d)\** *\|$/u.exec(row) ?? [];
            return dollars === undefined ? [] : [Math.round(Number(dollars) * 100)];
        });
        ok(cents.length > 5);
        strictEqual(
            cents.slice(0, -1).reduce((sum, each) => sum + each, 0),
            cents.at(-1),
        );
    });
});
