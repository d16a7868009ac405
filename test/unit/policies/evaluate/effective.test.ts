import { deepStrictEqual } from "node:assert/strict";
import { effectiveDocument, effectivePolicy } from "../../../../policies/evaluate";
import type { JsonObject } from "../../../../policies/template";

const lock = "@@operators_allowed_for_child_policies";
type Part = JsonObject | null;

/**
 * AWS's responses to DescribeEffectivePolicy for tag policies on 2026-09-13, from a public project: two policies attached to the root, one
 * after the other, and one to an account; of each the setting `tag_value`.
 */
const observed: readonly (readonly [
    name: string,
    first: Part,
    second: Part,
    account: Part,
    value: readonly string[],
])[] = [
    ["replace", { "@@assign": ["red", "blue"] }, null, { "@@assign": ["green"] }, ["green"]],
    ["append", { "@@assign": ["red", "blue"] }, null, { "@@append": ["blue", "green"] }, ["red", "blue", "green"]],
    ["remove", { "@@assign": ["red", "blue"] }, null, { "@@remove": ["red", "missing"] }, ["blue"]],
    ["lock", { "@@assign": ["red"], [lock]: ["@@none"] }, null, { "@@assign": ["green"] }, ["red"]],
    ["append_only", { "@@assign": ["red"], [lock]: ["@@append"] }, null, { "@@append": ["green"] }, ["red", "green"]],
    [
        "cannot_unlock",
        { "@@assign": ["red"], [lock]: ["@@append"] },
        null,
        { "@@assign": ["green"], [lock]: ["@@all"] },
        ["red"],
    ],
    ["same_assign", { "@@assign": ["red"] }, { "@@assign": ["blue"] }, null, ["red"]],
    ["same_assign_lists", { "@@assign": ["red", "blue"] }, { "@@assign": ["blue", "green"] }, null, ["red", "blue"]],
    ["same_remove", { "@@assign": ["red", "blue"] }, { "@@remove": ["red"] }, null, ["blue"]],
    ["same_append_remove", { "@@append": ["red"] }, { "@@remove": ["red"] }, null, []],
    ["same_remove_append", { "@@remove": ["red"] }, { "@@append": ["red"] }, null, []],
    ["multi_operators", { "@@assign": ["red"], "@@append": ["blue"], "@@remove": ["red"] }, null, null, ["blue"]],
    [
        "child_multi_operators",
        { "@@assign": ["red", "blue"] },
        null,
        { "@@assign": ["green"], "@@append": ["yellow"], "@@remove": ["green"] },
        ["yellow"],
    ],
    ["same_append", { "@@append": ["red"] }, { "@@append": ["blue"] }, null, ["red", "blue"]],
    ["same_assign_append", { "@@assign": ["red"] }, { "@@append": ["blue"] }, null, ["red", "blue"]],
    ["same_append_assign", { "@@append": ["red"] }, { "@@assign": ["blue"] }, null, ["blue", "red"]],
    [
        "intersection",
        { "@@assign": ["red"], [lock]: ["@@append"] },
        { [lock]: ["@@remove"] },
        { "@@append": ["green"] },
        ["red"],
    ],
    ["empty_remove", { "@@assign": ["red"] }, null, { "@@remove": ["red"] }, []],
    ["orphan_remove", null, null, { "@@remove": ["red"] }, ["*"]],
    ["numeric", { "@@assign": [12, true, null] }, null, { "@@append": ["12", 13] }, ["12", "true", "null", "13"]],
];

const tags = (key: string, part: Part): JsonObject => ({ tags: { [key]: part === null ? {} : { tag_value: part } } });

function effective(root: readonly JsonObject[], account: readonly JsonObject[], type = "TAG_POLICY"): JsonObject {
    const named = (documents: readonly JsonObject[], name: string) => ({
        name,
        documents: documents.map((document, index) => ({ policy: `${name} ${index}`, document })),
    });
    return effectiveDocument(effectivePolicy(type, [named(root, "root"), named(account, "apps-prd")]));
}

describe("the effective policy of an account", () => {
    for (const [name, first, second, account, value] of observed)
        it(`is as AWS's own: ${name}`, () => {
            const at = (part: Part): readonly JsonObject[] => (part === null ? [] : [tags(name, part)]);
            deepStrictEqual(effective([...at(first), ...at(second)], at(account)), {
                tags: { [name]: { tag_key: name, tag_value: value } },
            });
        });

    it("knows tags in any letter case, and gives a tag that says nothing its defaults", () => {
        const found = effective(
            [tags("Default", { "@@assign": ["red"] }), tags("Empty", null)],
            [tags("default", { "@@append": ["blue"] })],
        );
        deepStrictEqual(found, {
            tags: {
                default: { tag_key: "default", tag_value: ["red", "blue"] },
                empty: { tag_key: "empty", tag_value: ["*"] },
            },
        });
    });

    it("a lock on what is above a setting does not lock the setting, but lets nothing be added", () => {
        const parent = { tags: { a: { [lock]: ["@@none"], tag_value: { "@@assign": ["red"] } } } };
        deepStrictEqual(effective([parent], [tags("a", { "@@assign": ["blue"] })]), {
            tags: { a: { tag_key: "a", tag_value: ["blue"] } },
        });
        const plans = { plans: { [lock]: ["@@none"], daily: { regions: { "@@assign": ["us-east-1"] } } } };
        const added = { plans: { hourly: { regions: { "@@assign": ["us-east-1"] } } } };
        deepStrictEqual(effective([plans], [added], "BACKUP_POLICY"), { plans: { daily: { regions: ["us-east-1"] } } });
    });

    it("says where each setting comes from, and where only AWS knows which policy is first", () => {
        const levels = [
            {
                name: "root",
                documents: [
                    { policy: "a", document: tags("k", { "@@assign": ["red"] }) },
                    { policy: "b", document: tags("k", { "@@assign": ["blue"] }) },
                ],
            },
            { name: "workloads", documents: [{ policy: "c", document: tags("k", { "@@append": ["green"] }) }] },
        ];
        const [setting] = effectivePolicy("TAG_POLICY", levels).filter(({ path }) => path.at(-1) === "tag_value");
        deepStrictEqual(setting!.from, [
            { policy: "a", level: "root" },
            { policy: "c", level: "workloads" },
        ]);
        deepStrictEqual(setting!.conflict, ["a", "b"]);
    });

    it("names a policy with several operators once", () => {
        const document = tags("k", { "@@assign": ["red"], "@@append": ["blue"], "@@remove": ["red"] });
        const level = { name: "root", documents: [{ policy: "a", document }] };
        const [setting] = effectivePolicy("TAG_POLICY", [level]).filter(({ path }) => path.at(-1) === "tag_value");
        deepStrictEqual(setting!.from, [{ policy: "a", level: "root" }]);
    });

    it("leaves out what is empty, and keeps values of one as they are", () => {
        const ai = { services: { default: { opt_out_policy: { "@@assign": "optOut" } }, lex: {} } };
        deepStrictEqual(effective([ai], [], "AISERVICES_OPT_OUT_POLICY"), {
            services: { default: { opt_out_policy: "optOut" } },
        });
        deepStrictEqual(effective([], [], "BACKUP_POLICY"), {});
    });
});
