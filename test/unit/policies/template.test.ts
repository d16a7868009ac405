import { deepStrictEqual, throws } from "node:assert/strict";

import { minify } from "../../../policies/shipped";
import { fillTemplate, type JsonObject, placeholderNames, type PlaceholderValues } from "../../../policies/template";

const table: readonly (readonly [rule: string, template: JsonObject, values: PlaceholderValues, filled: JsonObject])[] =
    [
        ["a text is replaced", { a: "{{x}}" }, { x: "1" }, { a: "1" }],
        [
            "a text is replaced within a text, as often as it is there",
            { a: "{{x}}-{{y}}-{{x}}" },
            { x: "1", y: "2" },
            { a: "1-2-1" },
        ],
        ["a number becomes text", { a: "{{x}}" }, { x: 35 }, { a: "35" }],
        ["a list takes the place of a text", { a: "{{x}}" }, { x: ["1", "2"] }, { a: ["1", "2"] }],
        ["a list of one stays a list", { a: "{{x}}" }, { x: ["1"] }, { a: ["1"] }],
        ["a list is spliced into a list", { a: ["0", "{{x}}", "3"] }, { x: ["1", "2"] }, { a: ["0", "1", "2", "3"] }],
        ["a text within a list is one text per item", { a: ["r/{{x}}"] }, { x: ["1", "2"] }, { a: ["r/1", "r/2"] }],
        ["an empty list leaves its neighbours", { a: ["0", "{{x}}"] }, { x: [] }, { a: ["0"] }],
        ["an empty list goes with its key", { a: "{{x}}", b: "1" }, { x: [] }, { b: "1" }],
        ["a list that comes out empty goes with its key", { a: ["r/{{x}}"], b: "1" }, { x: [] }, { b: "1" }],
        ["what that empties goes too", { a: { b: { c: "{{x}}" } }, d: "1" }, { x: [] }, { d: "1" }],
        ["what was empty from the start stays", { a: {}, b: [] }, {}, { a: {}, b: [] }],
        [
            "a key is repeated for each entry",
            { t: { "{{x}}": { key: "{{x.key}}", values: "{{x.values}}" } } },
            { x: { A: ["1"], B: [] } },
            { t: { A: { key: "A", values: ["1"] }, B: { key: "B" } } },
        ],
        [
            "IAM's variables and AWS Backup's are left alone",
            { a: "${aws:username}/$account" },
            {},
            { a: "${aws:username}/$account" },
        ],
        ["what a replacement function would read is text", { a: "<{{x}}>" }, { x: "$&$1" }, { a: "<$&$1>" }],
        ["numbers, booleans and null stay", { a: 1, b: true, c: null }, {}, { a: 1, b: true, c: null }],
    ];

describe("policy templates", () => {
    for (const [rule, template, values, filled] of table) {
        it(rule, () => {
            deepStrictEqual(fillTemplate(template, values), filled);
        });
    }

    it("refuse a placeholder without a value, and a map in the wrong place", () => {
        throws(() => fillTemplate({ a: "{{x}}" }, {}), /\{\{x\}\} has no value/u);
        throws(() => fillTemplate({ a: "{{constructor}}" }, {}), /has no value/u);
        throws(() => fillTemplate({ a: "{{x}}" }, { x: { A: [] } }), /is a map/u);
        throws(() => fillTemplate({ "{{x}}": "1" }, { x: ["1"] }), /needs a map/u);
    });

    it("list the names of their placeholders", () => {
        const template = { "{{m}}": { a: "{{m.key}}", b: ["x{{n}}", "{{m.values}}"] }, c: "${d}" };
        deepStrictEqual([...placeholderNames(template)], ["m", "n"]);
    });

    it("are sent without white space, in the order of the file", () => {
        deepStrictEqual(minify({ b: ["1", "a b"], a: {} }), '{"b":["1","a b"],"a":{}}');
    });
});
