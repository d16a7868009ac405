import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { limitTable } from "../../../config/aws-facts/limits";
import { policyTypes } from "../../../config/aws-facts/policy-types";
import { actsUpon, expandable, unknownActions } from "./actions";
import { checkParameters } from "../../../policies/parameters";
import { minify, shippedPolicy, shippedPolicyNames } from "../../../policies/shipped";
import { placeholderNames } from "../../../policies/template";
import { render, sampleValues, shippedPolicies, statements } from "./samples";

const folder = join(__dirname, "../../../policies");

describe("the shipped policies", () => {
    it("are those of the list, each with its cases beside it", () => {
        const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
        // A company's own policies may be in the folder too: they are plain documents.
        const shipped = files.filter((file) =>
            /"parameters": [^]*"content": /u.test(readFileSync(join(folder, file), "utf8")),
        );
        deepStrictEqual(shipped.sort(), shippedPolicyNames.map((name) => `${name}.json`).sort());
        for (const name of shippedPolicyNames) ok(files.includes(`${name}.cases.json`), name);
    });

    it("are undefined for other names, even such as a path", () => {
        for (const name of ["freeze", "", "../package", "deny-root-user.cases", "constructor"]) {
            strictEqual(shippedPolicy(name), undefined);
        }
    });

    for (const policy of shippedPolicies) {
        describe(policy.name, () => {
            const whole = readFileSync(join(folder, `${policy.name}.json`), "utf8");

            it("has the keys of a shipped policy and no others", () => {
                const keys = ["type", "description", "parameters", "content", "notes", "sources"];
                deepStrictEqual(Object.keys(JSON.parse(whole) as object), keys);
                match(policy.name, /^[a-z0-9]+(-[a-z0-9]+)*$/u);
                ok(policy.sources.length > 0);
            });

            it("has a description that AWS takes", () => {
                ok(policy.description.length > 0 && policy.description.length <= 512);
                // IAM documents and descriptions: no characters beyond ASCII, which is stricter than AWS.
                match(whole, /^[\n\x20-\x7e]*$/u);
            });

            it("uses every parameter, and none that is not declared", () => {
                deepStrictEqual([...placeholderNames(policy.content)].sort(), Object.keys(policy.parameters).sort());
            });

            it("has parameters whose default and example are right, and whose text is bounded", () => {
                for (const [name, parameter] of Object.entries(policy.parameters)) {
                    strictEqual(parameter.default === undefined, parameter.required === true, name);
                    for (const value of [parameter.default, parameter.example]) {
                        if (value !== undefined)
                            deepStrictEqual(checkParameters("x", { [name]: parameter }, { [name]: value }), []);
                    }
                    if (parameter.type !== "number") ok(parameter.pattern ?? parameter.values, name);
                    if (parameter.type === "map") ok(parameter.itemPattern, name);
                    if (parameter.pattern) match(parameter.pattern, /^\^.*\$$/u, `${name}: unanchored`);
                }
            });

            it("is of a known type, begins as that type does and is within its quota", () => {
                const type = policyTypes[policy.type]!;
                ok(minify(render(policy, sampleValues(policy, "all"))).length <= limitTable[type.size].value);
                if (type.firstKey !== undefined) deepStrictEqual(Object.keys(policy.content), [type.firstKey]);
            });

            it("names no partition", () => {
                strictEqual(minify(policy.content).includes("arn:aws"), false);
            });
        });
    }

    it("mean the same by a parameter of the same name", () => {
        const seen: Record<string, unknown> = {};
        for (const policy of shippedPolicies) {
            for (const name of ["accessRole", "exempt", "organizationId"]) {
                const parameter = policy.parameters[name];
                if (parameter) deepStrictEqual(parameter, (seen[name] ??= parameter), `${policy.name}: ${name}`);
            }
        }
        deepStrictEqual(Object.keys(seen).sort(), ["accessRole", "exempt", "organizationId"]);
    });
});

describe("the shipped SCPs and RCPs", () => {
    for (const policy of shippedPolicies.filter(({ type }) => /^(SERVICE|RESOURCE)_CONTROL_POLICY$/u.test(type))) {
        for (const values of ["required", "all"] as const) {
            describe(`${policy.name} (${values} parameters)`, () => {
                const document = render(policy, sampleValues(policy, values));
                const all = statements(document);

                it("is a policy of version 2012-10-17 whose statements deny", () => {
                    deepStrictEqual(Object.keys(document), ["Version", "Statement"]);
                    strictEqual(document["Version"], "2012-10-17");
                    for (const statement of all) strictEqual(statement.Effect, "Deny");
                });

                it("has a principal where its type wants one", () => {
                    const principal = policy.type === "RESOURCE_CONTROL_POLICY" ? "*" : undefined;
                    for (const statement of all) strictEqual(statement.Principal, principal);
                });

                it("has resources and actions in each statement, whatever was left empty", () => {
                    for (const { Action, NotAction, Resource } of all) {
                        ok(Resource.length > 0);
                        ok((Action ?? NotAction ?? []).length > 0);
                    }
                });

                it("has a Sid of letters and digits on each statement, used once", () => {
                    for (const { Sid } of all) match(Sid ?? "", /^[A-Za-z0-9]+$/u);
                    strictEqual(new Set(all.map(({ Sid }) => Sid)).size, all.length);
                });

                it("names actions that AWS has, each once", async () => {
                    for (const { Action, NotAction } of all) {
                        const actions = [Action ?? NotAction ?? []].flat();
                        deepStrictEqual(await unknownActions(actions), []);
                        strictEqual(new Set(actions).size, actions.length);
                    }
                });
            });
        }
    }

    it("name resources that their actions act upon, so that no action is without effect", async () => {
        for (const policy of shippedPolicies.filter(({ type }) => type === "SERVICE_CONTROL_POLICY")) {
            for (const { Action, Resource } of statements(render(policy, sampleValues(policy, "required")))) {
                for (const resource of [Resource].flat().filter((each) => each !== "*")) {
                    for (const action of [Action ?? []].flat())
                        ok(await actsUpon(action, resource), `${policy.name}: ${action} on ${resource}`);
                }
            }
        }
    });

    it("would notice an action that AWS does not have", async () => {
        deepStrictEqual(await unknownActions(["s3:GetObject", "s3:GetObjekt", "nosuch:*", "iam:Get*", "*"]), [
            "s3:GetObjekt",
            "nosuch:*",
        ]);
        strictEqual(expandable("iam:Get*").test("getrole"), true);
        strictEqual(await actsUpon("s3:DeleteObject", "arn:*:s3:::reports"), false);
        strictEqual(await actsUpon("s3:DeleteObject", "arn:*:s3:::reports/*"), true);
    });
});
