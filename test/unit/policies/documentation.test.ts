import { ok, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { policiesPage } from "../../../policies/documentation";
import { shippedPolicies } from "./samples";

const file = join(__dirname, "../../../docs/policies.md");

describe("docs/policies.md", () => {
    it("says what the policies say", async () => {
        const options = await resolveConfig(file);
        const page = await format(policiesPage(), { ...options, filepath: file });
        if (process.env["UPDATE_DOCS"] === "1") writeFileSync(file, page);
        strictEqual(readFileSync(file, "utf8"), page, "stale: run this test with UPDATE_DOCS=1");
    });

    it("has every policy, every parameter and every source", () => {
        const page = policiesPage();
        for (const { name, parameters, sources } of shippedPolicies) {
            const section = page.split(`\n## ${name}\n`)[1]?.split("\n## ")[0] ?? "";
            for (const parameter of Object.keys(parameters)) ok(section.includes(`- \`${parameter}\` (`), parameter);
            for (const source of sources) ok(section.includes(`<${source}>`), source);
        }
    });
});
