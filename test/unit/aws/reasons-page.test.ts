import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import {
    constraintReasons,
    createAccountReasons,
    handshakeReasons,
    inputReasons,
    reasonIn,
} from "../../../aws/reasons";
import { reasonsPage } from "../../../aws/reasons-page";

const file = join(__dirname, "../../../docs/troubleshooting.md");

describe("docs/troubleshooting.md", () => {
    it("is what aws/reasons.ts says", async () => {
        const page = await format(reasonsPage(), { ...(await resolveConfig(file)), filepath: file });
        if (process.env["UPDATE_DOCS"] === "1") writeFileSync(file, page);
        strictEqual(readFileSync(file, "utf8"), page, "stale: run this test with UPDATE_DOCS=1");
    });

    it("has a row with cause and next step for each reason, under the symptom of its table", () => {
        const sections = reasonsPage()
            .split(/^### /mu)
            .filter((text) => text.includes("\nSymptom: "));
        const tables = [createAccountReasons, constraintReasons, handshakeReasons, inputReasons];
        strictEqual(sections.length, tables.length);
        for (const [index, table] of tables.entries()) {
            const rows = sections[index]!.split("\n").filter((line) => line.startsWith("| `"));
            deepStrictEqual(
                rows.map((row) => row.split("`")[1]),
                Object.keys(table).sort(),
            );
            for (const row of rows) match(row, /^\| `\w+` \| [^|]{8,} \| [^|]{8,} \|$/u);
        }
    });

    it("shows what a run prints", () => {
        const shown = /```text\n(account-apps-prd-account: (\w+): (.+))\n {2}→ (.+)\n```/u.exec(reasonsPage());
        ok(shown !== null);
        const { code, reason } = reasonIn(shown[1]!)!;
        deepStrictEqual([code, reason.meaning, reason.cure], shown.slice(2));
    });
});
