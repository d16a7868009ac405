import { deepStrictEqual } from "node:assert/strict";
import { lockOuts, type MemberPlace, type WaysIn } from "../../../../policies/evaluate/lockout";
import { render, sampleValues, shippedPolicies } from "../samples";

const oaar = "OrganizationAccountAccessRole";
const ways: WaysIn = { accessRole: oaar, enteredBy: [oaar, "ac-ci-deploy"], ciPreview: "ac-ci-preview" };
const place: MemberPlace = {
    partition: "aws",
    region: "eu-west-1",
    member: "222222222222",
    management: "111111111111",
    organization: "o-exampleorgid",
    now: new Date("2026-12-01T00:00:00Z"),
};

type Statement = Readonly<Record<string, unknown>>;
const deny = (more: Statement): Statement => ({ Effect: "Deny", Action: "*", Resource: "*", ...more });
const exempt = (...roles: string[]): Statement => ({
    Condition: { ArnNotLike: { "aws:PrincipalArn": roles.map((role) => `arn:*:iam::*:role/${role}`) } },
});
const when = (operator: string, key: string, value: unknown): Statement => ({
    Condition: { [operator]: { [key]: value } },
});

/** The roles that are locked out, by statement. */
function locked(type: string, statements: readonly Statement[], more: Partial<MemberPlace> = {}): readonly string[] {
    const document = { Version: "2012-10-17", Statement: statements };
    return lockOuts(type, document, ways, { ...place, ...more }).map(
        ({ statement, roles }) => `${statement}: ${roles.join(" ")}`,
    );
}
const both = `0: ${oaar} ac-ci-preview`;
const regions = (value: unknown): Statement => when("StringNotEquals", "aws:RequestedRegion", value);
const global = { Action: undefined, NotAction: ["iam:*", "sts:*", "organizations:*", "support:*"] };

describe("what locks out the access role, the admins or CI", () => {
    for (const [what, statement, expected] of [
        ["all", {}, [both]],
        ["all but for the access role", exempt(oaar), ["0: ac-ci-preview"]],
        ["all but for both roles", exempt(oaar, "ac-ci-*"), []],
        ["all but for others", exempt("Other"), [both]],
        ["IAM", { Action: "iam:*" }, [both]],
        ["the making of roles", { Action: "IAM:createrole" }, [`0: ${oaar}`]],
        ["the making of roles of some names", { Action: "iam:CreateRole", Resource: "arn:*:iam::*:role/prod-*" }, []],
        [
            "changes of the access role",
            { Action: "iam:Update*", Resource: `arn:*:iam::*:role/${oaar}` },
            [`0: ${oaar}`],
        ],
        ["all but some services", { Action: undefined, NotAction: ["s3:*", "sts:*"] }, [both]],
        ["leaving", { Action: "organizations:LeaveOrganization" }, []],
        ["the root user", when("ArnLike", "aws:PrincipalArn", "arn:*:iam::*:root"), []],
        [
            "who has no MFA, where the key may be absent",
            when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"),
            [both],
        ],
        ["who has said to have no MFA", when("Bool", "aws:MultiFactorAuthPresent", "false"), []],
        ["regions, IAM's too", regions(["eu-west-1"]), [both]],
        ["regions, IAM's not", regions(["eu-west-1", "us-east-1"]), []],
        ["regions, with the global services exempt", { ...global, ...regions(["eu-west-1"]) }, []],
        [
            "sts in other regions: who somebody is, AWS tells everybody",
            { Action: "sts:*", ...regions(["us-west-2"]) },
            [],
        ],
        ["all without a tag, which nobody knows", when("StringNotEquals", "aws:PrincipalTag/team", "platform"), []],
        [
            "what has no tag of the request, which most requests cannot have",
            when("Null", "aws:RequestTag/Team", "true"),
            [both],
        ],
        [
            "tags of the request, which an absent key meets",
            when("ForAllValues:StringEquals", "aws:TagKeys", "a"),
            [both],
        ],
        [
            "the making of roles without a tag",
            { Action: "iam:CreateRole", ...when("Null", "aws:RequestTag/T", "true") },
            [],
        ],
        ["who gives another tag", when("StringEquals", "aws:requesttag/Team", "a"), []],
        ["all since a day in the past", when("DateGreaterThan", "aws:CurrentTime", "2026-01-01T00:00:00Z"), [both]],
        ["all after a day to come", when("DateGreaterThan", "aws:CurrentTime", "2027-01-01T00:00:00Z"), []],
        ["all until a time to come", when("NumericLessThan", "aws:EpochTime", "1800000000"), [both]],
        ["all from outside an office, which nobody knows", when("NotIpAddress", "aws:SourceIp", "192.0.2.0/24"), []],
        ["other organizations", when("StringNotEquals", "aws:PrincipalOrgID", "o-exampleorgid"), []],
        ["this organization", when("StringEquals", "aws:PrincipalOrgID", "o-exampleorgid"), [both]],
        [
            "roles of roles with long names",
            when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::222222222222:role/Org*"),
            [`0: ${oaar}`],
        ],
    ] as const)
        it(`service control policy: denies ${what}`, () => {
            deepStrictEqual(locked("SERVICE_CONTROL_POLICY", [deny(statement)]), expected);
        });

    for (const [what, statement, expected] of [
        ["entering", { Action: "sts:AssumeRole" }, [`0: ${oaar} ac-ci-deploy ac-ci-preview`]],
        [
            "entering by the access role",
            { Action: "sts:*", Resource: `arn:aws:iam::222222222222:role/${oaar}` },
            [`0: ${oaar} ac-ci-deploy`],
        ],
        [
            "CI",
            { Action: "sts:*", ...when("ArnLike", "aws:PrincipalArn", "arn:*:iam::*:role/*-ci-*") },
            ["0: ac-ci-deploy ac-ci-preview"],
        ],
        ["strangers", { Action: "*", ...when("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-exampleorgid") }, []],
        [
            "all of another organization's",
            { Action: "*", ...when("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-other") },
            [`0: ${oaar} ac-ci-deploy ac-ci-preview`],
        ],
        ["buckets", { Action: "s3:*" }, []],
    ] as const)
        it(`resource control policy: denies ${what}`, () => {
            deepStrictEqual(locked("RESOURCE_CONTROL_POLICY", [deny({ Principal: "*", ...statement })]), expected);
        });

    it("says which statements, what they deny and one request", () => {
        const Statement = [{ Effect: "Allow", Action: "*", Resource: "*" }, deny({ Sid: "NoIam", Action: "iam:C*" })];
        deepStrictEqual(lockOuts("SERVICE_CONTROL_POLICY", { Version: "2012-10-17", Statement }, ways, place), [
            {
                statement: 1,
                sid: "NoIam",
                roles: [oaar],
                actions: ["iam:CreateRole"],
                request: `iam:CreateRole on role/<any> by role/${oaar} in us-east-1`,
            },
        ]);
    });

    it("an account whose id AWS has yet to give is not taken for one that is named", () => {
        const named = when("ArnNotLike", "aws:PrincipalArn", `arn:aws:iam::333333333333:role/${oaar}`);
        const statements = [deny({ Action: "iam:*", ...named })];
        deepStrictEqual(locked("SERVICE_CONTROL_POLICY", statements), [both]);
        const withoutId = { partition: "aws", region: "eu-west-1", management: "111111111111" };
        deepStrictEqual(
            lockOuts("SERVICE_CONTROL_POLICY", { Version: "2012-10-17", Statement: statements }, ways, withoutId),
            [],
        );
    });

    for (const [partition, region, home] of [
        ["aws-us-gov", "us-gov-east-1", "us-gov-west-1"],
        ["aws-cn", "cn-northwest-1", "cn-north-1"],
        ["aws-eusc", "eusc-de-east-1", "eusc-de-east-1"],
    ] as const)
        it(`IAM of ${partition} is in ${home}`, () => {
            const more = { partition, region };
            deepStrictEqual(
                locked("SERVICE_CONTROL_POLICY", [deny({ Action: "iam:*", ...regions([home]) })], more),
                [],
            );
            deepStrictEqual(
                locked("SERVICE_CONTROL_POLICY", [deny({ Action: "iam:*", ...regions(["us-east-1"]) })], more),
                [both],
            );
        });

    for (const policy of shippedPolicies.filter(({ type }) => /^(SERVICE|RESOURCE)_CONTROL_POLICY$/u.test(type)))
        it(`the shipped ${policy.name} does not lock out who enters`, () => {
            const people = { accessRole: oaar, enteredBy: [oaar] };
            const document = render(policy, sampleValues(policy, "all"));
            deepStrictEqual(lockOuts(policy.type, document, people, place), []);
        });
});
