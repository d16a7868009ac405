import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checks } from "../../../cli/doctor/checks";
import { documentation } from "../../../cli/doctor/documentation";

const page = join(__dirname, "..", "..", "..", "docs", "doctor.md");

describe("docs/doctor.md", () => {
    it("is what the checks say of themselves", () => {
        if (process.env["UPDATE_DOCS"] === "1") writeFileSync(page, documentation());
        strictEqual(readFileSync(page, "utf8"), documentation());
    });

    it("has a row for every check, each with an id of its own", () => {
        const ids = checks.map(({ id }) => id);
        deepStrictEqual([...new Set(ids)], ids);
        const rows = documentation()
            .split("\n")
            .filter((line) => line.startsWith("| `"));
        strictEqual(rows.length, checks.length);
    });
});
