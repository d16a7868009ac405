import { strictEqual } from "node:assert/strict";
import { RequestContext, compilePolicy, type ContextKeys } from "../../../../policies/evaluate";

type Verdict = "yes" | "no" | "unknown";
const several = ["a", "b"];

/**
 * A Condition, the request's keys, and whether it holds. If a sentence of AWS's pages decides it, the row's name contains it (IAM User
 * Guide: "Condition operators", "Set operators for multivalued context keys", "Variables and tags").
 */
const table: readonly (readonly [name: string, condition: object, keys: ContextKeys, holds: Verdict])[] = [
    ["letter case counts", { StringEquals: { k: "a" } }, { k: "A" }, "no"],
    ["or does not", { StringEqualsIgnoreCase: { k: "a" } }, { k: "A" }, "yes"],
    ["values are alternatives", { StringEquals: { k: several } }, { k: "b" }, "yes"],
    ["and of a negation none may be it", { StringNotEquals: { k: several } }, { k: "b" }, "no"],
    ["a star is a letter in StringEquals", { StringEquals: { k: "a*" } }, { k: "abc" }, "no"],
    ["and any text in StringLike, the empty one too", { StringLike: { k: "a*" } }, { k: "a" }, "yes"],
    ["a question mark is one letter", { StringLike: { k: "a?" } }, { k: "a" }, "no"],
    [
        "operators and keys all have to hold",
        { StringEquals: { k: "a" }, Bool: { s: "true" } },
        { k: "a", s: "false" },
        "no",
    ],
    [
        "names of keys in any letter case",
        { StringEquals: { "AWS:PrincipalTag/Team": "a" } },
        { "aws:principaltag/TEAM": "a" },
        "yes",
    ],
    ["two tags whose keys differ in case", { StringEquals: { "t/A": "a" } }, { "t/a": "a", "t/A": "a" }, "unknown"],
    ["an absent key is no value", { StringEquals: { k: "a" } }, {}, "no"],
    ["and every other one for a negation", { StringNotLike: { k: "a*" } }, {}, "yes"],
    ["IfExists: an absent key is well", { StringEqualsIfExists: { k: "a" } }, {}, "yes"],
    ["IfExists: one that is there is compared", { StringEqualsIfExists: { k: "a" } }, { k: "b" }, "no"],
    ["IfExists with ForAnyValue: an absent key is well", { "ForAnyValue:StringEqualsIfExists": { k: "a" } }, {}, "yes"],
    ["an empty list is an absent key", { StringEquals: { k: "a" } }, { k: [] }, "no"],
    ["Null true: it is absent", { Null: { k: "true" } }, {}, "yes"],
    ["Null false: it is there", { Null: { k: "false" } }, { k: "a" }, "yes"],
    ["Null of both is always so", { Null: { k: ["true", "false"] } }, {}, "yes"],
    ["Null of another word", { Null: { k: "absent" } }, {}, "unknown"],
    ["Null reads JSON's own true", { Null: { k: true } }, {}, "yes"],
    ["ForAllValues: every value", { "ForAllValues:StringEquals": { k: several } }, { k: ["b", "a"] }, "yes"],
    ["ForAllValues: one too many", { "ForAllValues:StringEquals": { k: several } }, { k: ["a", "c"] }, "no"],
    ["ForAllValues: no key is well", { "ForAllValues:StringEquals": { k: "a" } }, {}, "yes"],
    ["ForAllValues: the empty text is no value", { "ForAllValues:StringEquals": { k: "a" } }, { k: [""] }, "yes"],
    ["ForAllValues, negated: none is it", { "ForAllValues:StringNotEquals": { k: "a" } }, { k: ["b", "a"] }, "no"],
    ["ForAnyValue: one is enough", { "ForAnyValue:StringLike": { k: "a*" } }, { k: ["c", "ab"] }, "yes"],
    ["ForAnyValue: no key is none", { "ForAnyValue:StringEquals": { k: "a" } }, {}, "no"],
    ["ForAnyValue, negated: no key is none too", { "ForAnyValue:StringNotEquals": { k: "a" } }, {}, "no"],
    ["ForAnyValue, negated: one other is enough", { "ForAnyValue:StringNotEquals": { k: "a" } }, { k: several }, "yes"],
    ["several values and no set operator", { StringEquals: { k: "a" } }, { k: several }, "unknown"],
    ["several values that all are so", { StringLike: { k: "*" } }, { k: several }, "yes"],
    ["numbers are compared as numbers", { NumericEquals: { k: "3600" } }, { k: "3600.0" }, "yes"],
    ["a bound itself", { NumericLessThan: { k: 60 } }, { k: "60" }, "no"],
    ["or included", { NumericLessThanEquals: { k: 60 } }, { k: "60" }, "yes"],
    ["a text is no number", { NumericEquals: { k: "60" } }, { k: "an hour" }, "unknown"],
    [
        "a time in another zone",
        { DateEquals: { k: "2026-11-30T12:00:00+02:00" } },
        { k: "2026-11-30T10:00:00Z" },
        "yes",
    ],
    ["a day", { DateGreaterThan: { k: "2026-11-30" } }, { k: "2026-11-30T00:00:01Z" }, "yes"],
    ["seconds since 1970", { DateEquals: { k: "2026-11-30T10:00:00Z" } }, { k: "1796032800" }, "yes"],
    ["no date", { DateEquals: { k: "30.11.2026" } }, { k: "2026-11-30" }, "unknown"],
    ["true", { Bool: { k: "true" } }, { k: "true" }, "yes"],
    ["bytes", { BinaryEquals: { k: "QmluYXJ5" } }, { k: "QmluYXJ5" }, "yes"],
    ["an address in a range", { IpAddress: { k: "203.0.113.0/24" } }, { k: "203.0.113.7" }, "yes"],
    ["beside it", { NotIpAddress: { k: "203.0.113.0/24" } }, { k: "203.0.114.7" }, "yes"],
    ["all addresses", { IpAddress: { k: "0.0.0.0/0" } }, { k: "203.0.113.7" }, "yes"],
    ["the other family is outside", { NotIpAddress: { k: "203.0.113.7" } }, { k: "2001:db8::1" }, "yes"],
    ["a range of IPv6", { IpAddress: { k: "2001:db8::/32" } }, { k: "2001:DB8:0:0::1" }, "yes"],
    ["no range", { IpAddress: { k: "203.0.113.0/33" } }, { k: "203.0.113.7" }, "unknown"],
    ["ARNs part by part", { ArnLike: { k: "arn:aws:iam::*:role/a" } }, { k: "arn:aws:iam::1:x:role/a" }, "no"],
    [
        "ArnEquals takes wildcards too",
        { ArnEquals: { k: "arn:aws:iam::*:role/*" } },
        { k: "arn:aws:iam::1:role/a/b" },
        "yes",
    ],
    ["no ARN in the request", { ArnNotLike: { k: "arn:aws:iam::*:role/*" } }, { k: "cloudtrail" }, "yes"],
    ["no ARN in the policy", { ArnLike: { k: "*" } }, { k: "arn:aws:iam::1:role/a" }, "unknown"],
    ["a variable", { StringEquals: { k: "${aws:username}-x" } }, { k: "ada-x", "aws:username": "ada" }, "yes"],
    ["a variable's value has no wildcards", { StringLike: { k: "${v}" } }, { k: "ab", v: "a*" }, "no"],
    ["a variable without a value", { StringEquals: { k: "${v}" } }, { k: "${v}" }, "no"],
    ["and what a negation makes of it", { StringNotEquals: { k: "${v}" } }, { k: "a" }, "unknown"],
    ["a default", { StringEquals: { k: "${v, 'a'}" } }, { k: "a" }, "yes"],
    ["a default without a blank", { StringEquals: { k: "${v,'a'}" } }, { k: "a" }, "yes"],
    ["a default that is not needed", { StringEquals: { k: "${v, 'a'}" } }, { k: "b", v: "b" }, "yes"],
    ["a key of several values is no variable", { StringEquals: { k: "${v, 'a'}" } }, { k: "a", v: several }, "yes"],
    ["a star that is a star", { StringLike: { k: "a${*}" } }, { k: "ab" }, "no"],
    ["the same", { StringLike: { k: "a${*}" } }, { k: "a*" }, "yes"],
    ["a dollar", { StringLike: { k: "${$}{v}" } }, { k: "${v}" }, "yes"],
    [
        "variables in an ARN",
        { ArnLike: { k: "arn:aws:iam::*:user/${aws:username}" } },
        { k: "arn:aws:iam::1:user/ada", "aws:username": "ada" },
        "yes",
    ],
    ["variables are for texts alone", { NumericEquals: { k: "${v}" } }, { k: "1", v: "1" }, "unknown"],
    ["an operator that nobody knows", { StringSounds: { k: "a" } }, { k: "a" }, "unknown"],
    ["written in another case", { stringEquals: { k: "a" } }, { k: "a" }, "unknown"],
    ["a quantifier that nobody knows", { "ForSomeValues:StringEquals": { k: "a" } }, { k: "a" }, "unknown"],
    ["Null has no quantifier", { "ForAllValues:Null": { k: "true" } }, {}, "unknown"],
    [
        "what does not hold decides, whatever else is not known",
        { StringSounds: { k: "a" }, StringEquals: { k: "b" } },
        { k: "a" },
        "no",
    ],
];

describe("a Condition", () => {
    const holds = (condition: object, context: RequestContext, Version = "2012-10-17"): Verdict => {
        const Statement = [{ Effect: "Deny", Action: "*", Resource: "*", Condition: condition }];
        const [statement] = compilePolicy("policy", { Version, Statement }).statements;
        const answer = statement!.matches({ action: "s3:GetObject", resource: "*", context });
        return answer === true ? "yes" : answer === false ? "no" : "unknown";
    };

    for (const [name, condition, keys, verdict] of table)
        it(`${name}: ${JSON.stringify(condition)} for ${JSON.stringify(keys)}: ${verdict}`, () => {
            strictEqual(holds(condition, new RequestContext(keys, "absent")), verdict);
        });

    it("is not known where a key is not given, and nobody says that it is absent", () => {
        strictEqual(holds({ StringEquals: { k: "a" } }, new RequestContext({}, "unknown")), "unknown");
        strictEqual(holds({ Null: { k: "true" } }, new RequestContext({}, "unknown")), "unknown");
        strictEqual(holds({ Null: { k: "true" } }, new RequestContext({ k: null }, "unknown")), "yes");
    });

    it("has no variables in documents of 2008", () => {
        const context = new RequestContext({ k: "${v}", v: "a" }, "absent");
        strictEqual(holds({ StringEquals: { k: "${v}" } }, context, "2008-10-17"), "yes");
        strictEqual(holds({ StringEquals: { k: "${v}" } }, context), "no");
    });
});
