import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { casesSchema, shapeCases, verdictCases } from "../../../policies/cases-schema";
import { shippedPolicyCases } from "../../../policies/cases";
import { shippedPolicies } from "./samples";

const file = join(__dirname, "../../../policies/cases.schema.json");

describe("the schema of cases", () => {
    it("is in policies/cases.schema.json as it is written today", () => {
        const today = `${JSON.stringify(z.toJSONSchema(casesSchema), undefined, 2)}\n`;
        if (process.env["UPDATE_DOCS"] === "1") writeFileSync(file, today);
        deepStrictEqual(JSON.parse(readFileSync(file, "utf8")), JSON.parse(today));
    });

    for (const { name, type } of shippedPolicies)
        it(`takes those of ${name}`, () => {
            const schema = /^(?:SERVICE|RESOURCE)_CONTROL_POLICY$/u.test(type) ? verdictCases : shapeCases;
            const { success, error } = schema.safeParse(shippedPolicyCases(name));
            ok(success, error?.message);
        });

    for (const [what, request] of [
        ["a principal that is none", { principal: "ada", action: "s3:GetObject", resource: "*" }],
        ["an action with a wildcard", { principal: "anonymous", action: "s3:Get*", resource: "*" }],
        ["a resource that is no ARN", { principal: "anonymous", action: "s3:GetObject", resource: "acme-data" }],
    ] as const)
        it(`refuses ${what}`, () => {
            strictEqual(verdictCases.safeParse([{ name: "a", request, expect: "denied" }]).success, false);
        });
});
