import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checks } from "../../../cli/doctor/checks";
import { documentation } from "../../../cli/doctor/documentation";

const page = join(__dirname, "..", "..", "..", "docs", "doctor.md");

describe("docs/doctor.md", () => {
    it("is what the checks say of themselves", () => {
        if (process.env["UPDATE_DOCS"] === "1") writeFileSync(page, documentation());
        assert.equal(readFileSync(page, "utf8"), documentation());
    });

    it("has a row for every check, each with an id of its own", () => {
        const ids = checks.map(({ id }) => id);
        assert.deepEqual([...new Set(ids)], ids);
        const rows = documentation()
            .split("\n")
            .filter((line) => line.startsWith("| `"));
        assert.equal(rows.length, checks.length);
    });
});
