import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { onlyRelevant } from "../../../policy-pack/core/relevant-resources";
import { rules } from "../../../policy-pack/rules";

const nothing = { reports: "nothing" };

class Call {
    constructor(private resources: readonly string[]) {}
    readonly request = {
        getType: () => this.resources[0]!,
        getResourcesList: () => this.resources.map((type) => ({ getType: () => type })),
        setResourcesList: (resources: readonly { getType: () => string }[]) => {
            this.resources = resources.map((each) => each.getType());
        },
    };
    get types(): readonly string[] {
        return this.resources;
    }
}

describe("the SDK gets the resources that rules are about", () => {
    const heard: (readonly string[])[] = [];
    const answer = (call: Call, callback: (error: undefined, response: unknown) => void): void => {
        heard.push(call.types);
        callback(undefined, { about: call.types });
    };
    const handlers = { analyze: answer, analyzeStack: answer, remediate: answer, configure: answer };
    const service = onlyRelevant(handlers, rules, nothing) as typeof handlers;
    const ask = (what: keyof typeof handlers, ...types: readonly string[]): unknown => {
        heard.length = 0;
        let response: unknown;
        service[what](new Call(types), (_, given) => (response = given));
        return response;
    };

    it("each type that a rule names, and no others", () => {
        const named = new Set(rules.flatMap((rule) => ("judgeStack" in rule ? [] : rule.types)));
        for (const type of named) {
            ask("analyze", type);
            deepStrictEqual(heard, [[type]], type);
        }
        for (const type of [
            "aws-organization:account:Account",
            "aws:organizations/policyAttachment:PolicyAttachment",
        ]) {
            strictEqual(ask("analyze", type), nothing);
            deepStrictEqual(heard, [], type);
        }
    });

    it("of a whole stack those that rules about stacks name", () => {
        ask("analyzeStack", "aws:organizations/account:Account", "aws:s3/bucket:Bucket", "aws:cloudtrail/trail:Trail");
        deepStrictEqual(heard, [["aws:s3/bucket:Bucket", "aws:cloudtrail/trail:Trail"]]);
    });

    it("of what could be put right once, for no rule puts anything right", () => {
        const first = ask("remediate", "aws:iam/role:Role");
        deepStrictEqual(heard, [["aws:iam/role:Role"]]);
        strictEqual(ask("remediate", "aws:s3/bucket:Bucket"), first);
        deepStrictEqual(heard, []);
    });

    it("other calls", () => {
        ask("configure", "anything");
        deepStrictEqual(heard, [["anything"]]);
    });
});
