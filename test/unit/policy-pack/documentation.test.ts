import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { policyPackPage } from "../../../policy-pack/documentation";
import { rules } from "../../../policy-pack/rules";

const root = join(__dirname, "../../..");
const file = join(root, "docs/policy-pack.md");

describe("docs/policy-pack.md", () => {
    it("says what the rules say", async () => {
        const options = await resolveConfig(file);
        const page = await format(policyPackPage(), { ...options, filepath: file });
        if (process.env["UPDATE_DOCS"] === "1") writeFileSync(file, page);
        ok(existsSync(file), "run this test with UPDATE_DOCS=1");
        strictEqual(readFileSync(file, "utf8"), page, "stale: run this test with UPDATE_DOCS=1");
    });

    it("is about every rule that has a file, by the file's name", () => {
        const files = readdirSync(join(root, "policy-pack/rules")).map((name) => name.replace(/\.ts$/u, ""));
        deepStrictEqual(files.sort(), rules.map(({ name }) => name).sort());
    });

    it("each rule has a level, a remedy and a page to read", () => {
        for (const { name, description, why, remedy, url, level } of rules) {
            ok(["mandatory", "advisory"].includes(level), name);
            for (const text of [description, why, remedy]) ok(/^[A-Z`].+\.$/su.test(text), `${name}: ${text}`);
            ok(url.startsWith("https://"), name);
        }
    });

    it("the example of a policy config names rules and settings that are there", () => {
        const config = JSON.parse(readFileSync(join(root, "policy-pack/config.example.json"), "utf8")) as Record<
            string,
            unknown
        >;
        for (const [name, entry] of Object.entries(config)) {
            if (name === "all") continue;
            const rule = rules.find((each) => each.name === name);
            ok(rule !== undefined, name);
            if (typeof entry !== "object" || entry === null) continue;
            for (const key of Object.keys(entry))
                ok(key === "enforcementLevel" || key in (rule.settings ?? {}), `${name}.${key}`);
        }
    });
});
