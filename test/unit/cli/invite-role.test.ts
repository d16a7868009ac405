import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { letsManagementIn, wantedTrust, withManagement, type TrustPolicy } from "../../../cli/invite/access-role";

const wanted = { managementId: "111111111111", partition: "aws" };
const trust = (...Statement: readonly object[]): TrustPolicy => ({ Version: "2012-10-17", Statement });
const allow = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::111111111111:root" } };

describe("the access role of an invited account", () => {
    const table: readonly (readonly [title: string, policy: TrustPolicy, letsIn: boolean])[] = [
        ["AWS's own trust", wantedTrust(wanted), true],
        ["one statement without a list", { Statement: allow }, true],
        ["the account's id alone", trust({ ...allow, Principal: { AWS: "111111111111" } }), true],
        [
            "several principals and actions",
            trust({
                ...allow,
                Action: ["sts:TagSession", "sts:assumerole"],
                Principal: { AWS: ["222222222222", "111111111111"] },
            }),
            true,
        ],
        ["an MFA condition, which a session may lack", trust({ ...allow, Condition: { Bool: {} } }), true],
        ["one role of the account", trust({ ...allow, Principal: { AWS: "arn:aws:iam::111111111111:role/x" } }), true],
        ["another account", trust({ ...allow, Principal: { AWS: "arn:aws:iam::222222222222:root" } }), false],
        ["a service", trust({ ...allow, Principal: { Service: "ec2.amazonaws.com" } }), false],
        ["a denial", trust({ ...allow, Effect: "Deny" }), false],
        ["another action", trust({ ...allow, Action: "sts:TagSession" }), false],
        ["nobody", trust(), false],
    ];
    for (const [title, policy, letsIn] of table)
        it(`lets the management account in, or does not: ${title}`, () => {
            strictEqual(letsManagementIn(policy, wanted), letsIn);
        });

    it("keeps whom it lets in already", () => {
        const before = trust({ ...allow, Principal: { AWS: "arn:aws:iam::222222222222:root" } });
        const after = withManagement(before, wanted);
        deepStrictEqual((after.Statement as readonly object[])[0], (before.Statement as readonly object[])[0]);
        strictEqual(letsManagementIn(after, wanted), true);
    });
});
