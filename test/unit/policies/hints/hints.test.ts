import { deepStrictEqual, ok } from "node:assert/strict";
import { loadAwsNames } from "../../../../cli/validate/aws-names";
import { mootDenials, type HintedPolicy } from "../../../../policies/hints/moot";
import { covers } from "../../../../policies/hints/patterns";
import { unknownNames } from "../../../../policies/hints/unknown-names";
import { unmatched } from "../../../../policies/hints/unmatched";
import { unreadable } from "../../../../policies/hints/unreadable";
import { render, sampleValues, shippedPolicies } from "../samples";

type Statement = Readonly<Record<string, unknown>>;
const document = (...Statement: readonly Statement[]) => ({ Version: "2012-10-17", Statement });
const deny = (more: Statement): Statement => ({ Effect: "Deny", Action: "s3:GetObject", Resource: "*", ...more });
const when = (operator: string, key: string, value: unknown): Statement => ({
    Condition: { [operator]: { [key]: value } },
});
const isScpOrRcp = ({ type }: { readonly type: string }): boolean => /^(SERVICE|RESOURCE)_CONTROL_POLICY$/u.test(type);

describe("names that AWS does not have", () => {
    async function said(more: Statement): Promise<readonly string[]> {
        const policy = document(deny(more));
        return unknownNames(policy, await loadAwsNames([policy])).map(
            ({ at, message, cure }) =>
                `${at.slice(2).join("/")}: ${message.replace(/ \(\d{4}-\d\d-\d\d\)$/u, "")} → ${cure}`,
        );
    }
    for (const [what, more, ...expected] of [
        [
            "an action, whatever its letter case",
            { Action: ["S3:getobject", "s3:*", "*", "*:Get*", "ec2:Run?nstances"] },
        ],
        [
            "a slip in an action",
            { Action: ["s3:GetObjekt"] },
            "Action/0: s3:GetObjekt is no action that AWS has → did you mean s3:GetObject?",
        ],
        [
            "a slip in NotAction",
            { Action: undefined, NotAction: "iam:CreateUsers" },
            "NotAction: iam:CreateUsers is no action that AWS has → did you mean iam:CreateUser?",
        ],
        [
            "a pattern that means none",
            { Action: "s3:Objekt*" },
            /^Action: s3:Objekt\* means no action that AWS has → /u,
        ],
        [
            "a prefix",
            { Action: "dynamo:PutItem" },
            /^Action: dynamo:PutItem: AWS has no service with the prefix dynamo → /u,
        ],
        [
            "a slip in a prefix",
            { Action: "lamda:*" },
            "Action: lamda:*: AWS has no service with the prefix lamda → did you mean lambda:*?",
        ],
        [
            "a global key, in any letter case, and one with a tag",
            {
                Condition: {
                    StringEquals: { "AWS:principalorgid": "o-1", "aws:PrincipalTag/Team": "a", "s3:x-amz-acl": "b" },
                },
            },
        ],
        [
            "a slip in a global key",
            when("StringEquals", "aws:PrincipalOrgId2", "o-1"),
            "Condition/StringEquals/aws:PrincipalOrgId2: aws:PrincipalOrgId2 is no condition key that AWS has → did you mean aws:PrincipalOrgID?",
        ],
        [
            "a slip in a service's key",
            when("StringEquals", "s3:x-amz-acll", "a"),
            "Condition/StringEquals/s3:x-amz-acll: s3:x-amz-acll is no condition key that AWS has → did you mean s3:x-amz-acl?",
        ],
        [
            "a key without a prefix",
            when("StringEquals", "RequestedRegion", "a"),
            "Condition/StringEquals/RequestedRegion: RequestedRegion is no condition key that AWS has → did you mean aws:RequestedRegion?",
        ],
        ["a key of an identity provider", when("StringEquals", "token.actions.githubusercontent.com:sub", "a")],
    ] as const)
        it(what, async () => {
            const found = await said(more);
            deepStrictEqual(found.length, expected.length, found.join("\n"));
            expected.forEach((each, index) => {
                ok(typeof each === "string" ? found[index] === each : each.test(found[index]!), found[index]);
            });
        });
});

describe("statements that can never match", () => {
    async function said(
        more: Statement,
        type = "SERVICE_CONTROL_POLICY",
        partition = "aws",
    ): Promise<readonly string[]> {
        const policy = document(deny(more));
        return unmatched(policy, type, partition, await loadAwsNames([policy])).map(({ message }) => message);
    }
    const never = (text: string): string => `can never match: ${text}`;
    for (const [what, more, ...expected] of [
        ["a bucket's object", { Resource: "arn:aws:s3:::acme/*" }],
        ["any partition", { Resource: "arn:*:s3:::acme/*" }],
        [
            "another partition",
            { Resource: "arn:aws-cn:s3:::acme/*" },
            never("its resources are of aws-cn, and the organization is in aws"),
        ],
        [
            "resources of another service",
            { Resource: "arn:aws:dynamodb:*:*:table/*" },
            never("its resources are of dynamodb, and its actions of s3"),
        ],
        [
            "one of both services",
            { Action: ["s3:GetObject", "dynamodb:GetItem"], Resource: "arn:aws:dynamodb:*:*:table/*" },
        ],
        [
            "a service whose ARNs have another name",
            { Action: "execute-api:Invoke", Resource: "arn:aws:execute-api:*:*:*" },
        ],
        [
            "an action without a resource",
            { Action: "s3:ListAllMyBuckets", Resource: "arn:aws:s3:::acme" },
            never("s3:ListAllMyBuckets has no resource"),
        ],
        [
            "actions with and without",
            { Action: ["s3:ListAllMyBuckets", "s3:ListBucket"], Resource: "arn:aws:s3:::acme" },
        ],
        [
            "absent and equal",
            { Condition: { Null: { "aws:SourceVpc": "true" }, StringEquals: { "aws:sourcevpc": "vpc-1" } } },
            never("Null asks for a request without aws:sourcevpc, and StringEquals for one with it"),
        ],
        [
            "absent, or equal",
            { Condition: { Null: { "aws:SourceVpc": "true" }, StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } } },
        ],
        [
            "equal and not equal",
            { Condition: { StringEquals: { "aws:SourceVpc": "a" }, StringNotEquals: { "aws:SourceVpc": ["a", "b"] } } },
            never("StringEquals and StringNotEquals of aws:sourcevpc exclude each other"),
        ],
        [
            "equal and not equal to others",
            { Condition: { StringEquals: { "aws:SourceVpc": ["a", "c"] }, StringNotEquals: { "aws:SourceVpc": "a" } } },
        ],
        [
            "equal, and like another",
            { Condition: { StringEquals: { "aws:SourceVpc": "a" }, StringLike: { "aws:SourceVpc": ["b*", "c"] } } },
            never("StringEquals and StringLike of aws:sourcevpc exclude each other"),
        ],
        [
            "one of several is like",
            { Condition: { StringEquals: { "aws:SourceVpc": ["a", "bc"] }, StringLike: { "aws:SourceVpc": "b*" } } },
        ],
        [
            "equal, and unlike a pattern of it",
            { Condition: { StringEquals: { "aws:SourceVpc": "ab" }, StringNotLike: { "aws:SourceVpc": "a*" } } },
            never("StringEquals and StringNotLike of aws:sourcevpc exclude each other"),
        ],
        [
            "equal in another letter case",
            { Condition: { StringEquals: { "aws:SourceVpc": "A" }, StringEqualsIgnoreCase: { "aws:SourceVpc": "a" } } },
        ],
        [
            "equal to a variable",
            {
                Condition: {
                    StringEquals: { "aws:SourceVpc": "${aws:PrincipalTag/vpc}" },
                    StringLike: { "aws:SourceVpc": "b" },
                },
            },
        ],
        [
            "below and above",
            {
                Condition: {
                    NumericLessThan: { "aws:MultiFactorAuthAge": "60" },
                    NumericGreaterThanEquals: { "aws:MultiFactorAuthAge": "60" },
                },
            },
            never("NumericLessThan and NumericGreaterThanEquals of aws:multifactorauthage exclude each other"),
        ],
        [
            "between",
            {
                Condition: {
                    NumericLessThan: { "aws:MultiFactorAuthAge": "61" },
                    NumericGreaterThan: { "aws:MultiFactorAuthAge": "60" },
                },
            },
        ],
        [
            "equal, and others of several values",
            {
                Condition: {
                    StringEquals: { "aws:SourceVpc": "a" },
                    "ForAnyValue:StringEquals": { "aws:SourceVpc": "b" },
                },
            },
        ],
        [
            "a role, and another one",
            {
                Condition: {
                    ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/a" },
                    ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/*" },
                },
            },
            never("ArnLike and ArnNotLike of aws:principalarn exclude each other"),
        ],
        [
            "a key of another service",
            when("StringEquals", "ec2:InstanceType", "t3.micro"),
            never("requests of s3 have no ec2:InstanceType"),
        ],
        ["a key of another service, not equal", when("StringNotEquals", "ec2:InstanceType", "t3.micro")],
        ["a key that instances bring along", when("NumericLessThan", "ec2:RoleDelivery", "2.0")],
    ] as const)
        it(what, async () => {
            deepStrictEqual(await said(more), expected);
        });

    it("a resource control policy about a service that it does not bind", async () => {
        const about = (Action: unknown): Promise<readonly string[]> =>
            said({ Principal: "*", Action }, "RESOURCE_CONTROL_POLICY");
        deepStrictEqual(await about("ec2:RunInstances"), [
            never("resource control policies bind no ec2 (AWS's list of September 2026)"),
        ]);
        deepStrictEqual(await about(["ec2:RunInstances", "s3:*"]), []);
        deepStrictEqual(await about("*"), []);
    });

    it("none of the shipped policies has any hint", async () => {
        for (const policy of shippedPolicies.filter(isScpOrRcp)) {
            const rendered = render(policy, sampleValues(policy, "all"));
            const names = await loadAwsNames([rendered]);
            deepStrictEqual(unmatched(rendered, policy.type, "aws", names), [], policy.name);
            deepStrictEqual(unreadable(rendered), [], policy.name);
            deepStrictEqual(
                unknownNames(rendered, names).map(({ message }) => message),
                [],
                policy.name,
            );
        }
    });
});

describe("values that nothing can be compared with", () => {
    const said = (more: Statement): readonly string[] =>
        unreadable(document(deny(more))).map(
            ({ at, message, cure }) => `${at.slice(2).join("/")}: ${message} → ${cure}`,
        );
    for (const [operator, good, bad, what, cure] of [
        ["NumericLessThan", "3600", "an hour", "no number", "write a number, as in 3600"],
        [
            "DateGreaterThan",
            "2026-12-31",
            "tomorrow",
            "no date",
            "write a date of ISO 8601, as in 2026-12-31T00:00:00Z",
        ],
        ["BoolIfExists", false, "no", "neither true nor false", "write true or false"],
        ["Null", "TRUE", "absent", "neither true nor false", "write true or false"],
        [
            "NotIpAddress",
            "10.0.0.0/8",
            "10.0.0.0/33",
            "no IP range",
            "write an address or a range, as in 203.0.113.0/24",
        ],
        [
            "ForAnyValue:ArnLike",
            "arn:aws:iam::*:role/*",
            "role/a",
            "no ARN",
            "write an ARN of six parts, as in arn:aws:iam::*:role/*, or compare by StringLike",
        ],
        ["BinaryEquals", "QmluYXJ5", "no base64", "no base64 text", "write it in base64"],
    ] as const)
        it(operator, () => {
            deepStrictEqual(said(when(operator, "aws:SourceVpc", [good, bad])), [
                `Condition/${operator}/aws:SourceVpc/1: ${operator} compares nothing with ${bad}, which is ${what} → ${cure}`,
            ]);
        });

    for (const [what, more, ...expected] of [
        ["texts of any form", when("StringLike", "aws:SourceVpc", ["", "*", "${aws:username}", "a b"])],
        ["an ARN by a variable", when("ArnEquals", "aws:PrincipalArn", "${aws:PrincipalTag/role}")],
        [
            "no value",
            when("StringEquals", "aws:SourceVpc", []),
            "Condition/StringEquals/aws:SourceVpc: StringEquals compares aws:SourceVpc with nothing → write a value, or take it out",
        ],
        [
            "a variable that does not end",
            when("StringEquals", "aws:SourceVpc", "${aws:username"),
            "Condition/StringEquals/aws:SourceVpc: ${aws:username has a variable without its end, and is read letter for letter → write the }",
        ],
        ["resources by patterns", { Resource: ["arn:aws:s3:::a", "*", "*:role/a", "arn*", "${aws:PrincipalTag/arn}"] }],
        [
            "a bucket by its name",
            { Resource: ["acme"] },
            'Resource/0: acme is no ARN, and means no resource → write an ARN, as in arn:aws:s3:::<bucket>/*, or "*" for all',
        ],
    ] as const)
        it(what, () => {
            deepStrictEqual(said(more), expected);
        });
});

describe("denials that another makes moot", () => {
    const policy = (name: string, targets: readonly string[], ...statements: readonly Statement[]): HintedPolicy => ({
        name,
        type: "SERVICE_CONTROL_POLICY",
        targets,
        document: document(...statements),
    });
    const isBelow = (above: string, below: string): boolean =>
        above === "root" || above === below || below.startsWith(`${above}/`);
    const said = (...policies: readonly HintedPolicy[]): readonly string[] =>
        [...mootDenials(policies, isBelow)].flatMap(([name, hints]) =>
            hints.map(({ at, message }) => `${name} ${at.join("/")}: ${message}`),
        );
    const objects = deny({});
    const reads = deny({ Sid: "Reads", Action: "s3:Get*" });

    it("within a policy: a wider one, and the later of two that say the same", () => {
        deepStrictEqual(said(policy("a", ["root"], objects, reads)), [
            "a Statement/0: denies nothing more: Reads denies it all",
        ]);
        deepStrictEqual(said(policy("a", ["root"], objects, objects)), [
            "a Statement/1: denies nothing more: statement 1 denies it all",
        ]);
    });

    it("with the same conditions in another order and letter case", () => {
        const [one, two] = [
            ["a", "b"],
            ["b", "a"],
        ];
        const conditions = [when("StringEquals", "aws:SourceVpc", one), when("StringEquals", "AWS:SourceVpc", two)];
        deepStrictEqual(said(policy("a", ["root"], ...conditions.map(deny))), [
            "a Statement/1: denies nothing more: statement 1 denies it all",
        ]);
    });

    it("of another policy: where that one is attached above, and nowhere else", () => {
        deepStrictEqual(said(policy("narrow", ["workloads/prd"], objects), policy("wide", ["workloads"], reads)), [
            "narrow Statement/0: denies nothing more: Reads of wide denies it all",
        ]);
        deepStrictEqual(said(policy("narrow", ["root"], objects), policy("wide", ["workloads"], reads)), []);
        deepStrictEqual(said(policy("narrow", [], objects), policy("wide", ["root"], reads)), []);
        deepStrictEqual(said(policy("one", ["a"], objects), policy("two", ["b"], objects)), []);
        deepStrictEqual(said(policy("one", ["root"], objects), policy("two", ["a"], objects)), [
            "two Statement/0: denies nothing more: statement 1 of one denies it all",
        ]);
    });

    for (const [what, narrow, wide, isMoot] of [
        ["fewer conditions", { ...when("StringEquals", "aws:SourceVpc", "a") }, {}, true],
        ["more conditions", {}, { ...when("StringEquals", "aws:SourceVpc", "a") }, false],
        ["other values", when("StringEquals", "aws:SourceVpc", "a"), when("StringEquals", "aws:SourceVpc", "b"), false],
        ["fewer resources", { Resource: "arn:aws:s3:::acme/a*" }, { Resource: "arn:aws:s3:::acme/*" }, true],
        [
            "all but some, of the same",
            { Action: undefined, NotAction: ["s3:*", "iam:*"] },
            { Action: undefined, NotAction: "s3:*" },
            true,
        ],
        [
            "all but some more",
            { Action: undefined, NotAction: "s3:*" },
            { Action: undefined, NotAction: ["s3:*", "iam:*"] },
            false,
        ],
        ["what is left out", {}, { Action: undefined, NotAction: "s3:*" }, false],
        ["everything", {}, { Action: "*" }, true],
        ["an Allow", {}, { Effect: "Allow", Action: "*" }, false],
    ] as const)
        it(`${what}: ${isMoot ? "moot" : "not moot"}`, () => {
            const found = said(policy("a", ["root"], deny(narrow), deny(wide)));
            deepStrictEqual(
                found.some((each) => each.startsWith("a Statement/0: ")),
                isMoot,
            );
        });

    for (const [wide, narrow, expected] of [
        ["s3:*", "s3:Get*", true],
        ["s3:G?t*", "s3:Get*", true],
        ["s3:Get?", "s3:Get*", false],
        ["s3:Get*", "s3:*", false],
        ["*Object", "s3:GetObject", true],
        ["*Object*", "s3:*Objects", true],
        ["a*b*c", "a*c", false],
        ["", "", true],
        [`${"*a".repeat(40)}b`, "a".repeat(2000), false],
    ] as const)
        it(`${wide.slice(0, 20)} ${expected ? "covers" : "does not cover"} ${narrow.slice(0, 20)}`, () => {
            deepStrictEqual(covers(wide, narrow), expected);
        });
});
