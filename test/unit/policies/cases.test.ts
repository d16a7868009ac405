import { deepStrictEqual, fail, ok, strictEqual } from "node:assert/strict";

import { shippedPolicyCases, type ShapeCase, type VerdictCase } from "../../../policies/cases";
import { judgeCase } from "../../../policies/evaluate";
import { renderShippedPolicy, shippedPolicy, shippedPolicyNames } from "../../../policies/shipped";
import type { Json, JsonObject } from "../../../policies/template";
import { evaluate } from "./evaluate";

const judged = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);

describe("the cases beside each shipped policy", () => {
    for (const name of shippedPolicyNames) {
        const policy = shippedPolicy(name)!;
        const cases = shippedPolicyCases(name)!;

        describe(name, () => {
            it("has cases, each with a name of its own", () => {
                ok(cases.length > 0);
                strictEqual(new Set(cases.map((each) => each.name)).size, cases.length);
            });

            if (judged.has(policy.type)) {
                it("has allowed and denied cases", () => {
                    const expected = new Set((cases as readonly VerdictCase[]).map((each) => each.expect));
                    deepStrictEqual([...expected].sort(), ["allowed", "denied"]);
                });
            }

            for (const each of cases) {
                it(each.name, async () => {
                    const rendered = renderShippedPolicy(policy, each.with ?? {});
                    if (!rendered.ok) fail(JSON.stringify(rendered.faults));
                    if (judged.has(policy.type)) {
                        const { request, expect } = each as VerdictCase;
                        strictEqual(await evaluate(policy.type, rendered.document, request), expect);
                        strictEqual(judgeCase(policy.type, name, rendered.document, request).decision, expect);
                    } else {
                        assertShape(rendered.document, each as ShapeCase);
                    }
                });
            }
        });
    }
});

function assertShape(document: JsonObject, { shape }: ShapeCase): void {
    ok(Object.keys(shape).length > 0);
    const found = Object.fromEntries(Object.keys(shape).map((place) => [place, valueAt(document, place) ?? null]));
    deepStrictEqual(found, shape);
}

function valueAt(document: JsonObject, place: string): Json | undefined {
    let node: Json | undefined = document;
    for (const key of place.split("/")) {
        node = typeof node === "object" && node !== null ? (node as JsonObject)[key] : undefined;
    }
    return node;
}
