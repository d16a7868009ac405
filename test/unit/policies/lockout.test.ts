import { deepStrictEqual, strictEqual } from "node:assert/strict";

import type { PolicyRequest } from "../../../policies/cases";
import { evaluate } from "./evaluate";
import { render, sampleValues, shippedPolicies, statements } from "./samples";

const member = "222222222222";
const organization = { "aws:PrincipalOrgID": "o-exampleorgid" };
const judged = shippedPolicies.filter(({ type }) => /^(SERVICE|RESOURCE)_CONTROL_POLICY$/u.test(type));

/** What this program's stacks do in a member account with the access role: resources of the layers and their clean-up. */
const pulumiActions: readonly (readonly [action: string, resource: string])[] = [
    ["account:GetContactInformation", `arn:aws:account::${member}:account`],
    ["account:PutAlternateContact", `arn:aws:account::${member}:account`],
    ["account:EnableRegion", `arn:aws:account::${member}:account`],
    ["access-analyzer:CreateAnalyzer", `arn:aws:access-analyzer:us-east-1:${member}:analyzer/organization`],
    ["access-analyzer:DeleteAnalyzer", `arn:aws:access-analyzer:us-east-1:${member}:analyzer/organization`],
    ["budgets:ModifyBudget", `arn:aws:budgets::${member}:budget/monthly`],
    ["cloudtrail:CreateTrail", `arn:aws:cloudtrail:us-east-1:${member}:trail/organization`],
    ["cloudtrail:UpdateTrail", `arn:aws:cloudtrail:us-east-1:${member}:trail/organization`],
    ["cloudtrail:StopLogging", `arn:aws:cloudtrail:us-east-1:${member}:trail/organization`],
    ["cloudtrail:DeleteTrail", `arn:aws:cloudtrail:us-east-1:${member}:trail/organization`],
    ["config:PutDeliveryChannel", "*"],
    ["ec2:DescribeRegions", "*"],
    ["ec2:EnableEbsEncryptionByDefault", "*"],
    ["ec2:DisableEbsEncryptionByDefault", "*"],
    ["ec2:ModifyEbsDefaultKmsKeyId", "*"],
    ["ec2:ModifyInstanceMetadataDefaults", "*"],
    ["ec2:TerminateInstances", `arn:aws:ec2:us-east-1:${member}:instance/i-0123456789abcdef0`],
    ["config:PutConfigurationRecorder", "*"],
    ["config:PutDeliveryChannel", "*"],
    ["config:StartConfigurationRecorder", "*"],
    ["config:DeleteConfigurationRecorder", "*"],
    ["config:PutConfigurationAggregator", "*"],
    ["guardduty:CreateDetector", "*"],
    ["guardduty:UpdateOrganizationConfiguration", "*"],
    ["guardduty:DeleteDetector", `arn:aws:guardduty:us-east-1:${member}:detector/12abc34d567e8fa901bc2d34e56789f0`],
    ["iam:AttachRolePolicy", `arn:aws:iam::${member}:role/DevOps`],
    ["iam:CreateAccountAlias", "*"],
    ["iam:CreateRole", `arn:aws:iam::${member}:role/DevOps`],
    [
        "iam:CreateServiceLinkedRole",
        `arn:aws:iam::${member}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    ],
    ["iam:DeleteRole", `arn:aws:iam::${member}:role/DevOps`],
    ["iam:PutRolePolicy", `arn:aws:iam::${member}:role/DevOps`],
    ["iam:TagRole", `arn:aws:iam::${member}:role/DevOps`],
    ["iam:UpdateAccountPasswordPolicy", "*"],
    ["iam:UpdateAssumeRolePolicy", `arn:aws:iam::${member}:role/DevOps`],
    ["iam:UpdateAssumeRolePolicy", `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`],
    ["inspector2:Enable", "*"],
    ["inspector2:UpdateOrganizationConfiguration", "*"],
    ["kms:CreateAlias", `arn:aws:kms:us-east-1:${member}:alias/audit`],
    ["kms:CreateKey", "*"],
    ["kms:EnableKeyRotation", `arn:aws:kms:us-east-1:${member}:key/1234abcd-12ab-34cd-56ef-1234567890ab`],
    ["kms:PutKeyPolicy", `arn:aws:kms:us-east-1:${member}:key/1234abcd-12ab-34cd-56ef-1234567890ab`],
    ["macie2:CreateMember", "*"],
    ["macie2:UpdateMacieSession", "*"],
    ["organizations:DescribeOrganization", "*"],
    ["organizations:ListAccounts", "*"],
    ["s3:CreateBucket", "arn:aws:s3:::bb-audit"],
    ["s3:DeleteBucket", "arn:aws:s3:::bb-audit"],
    ["s3:PutAccountPublicAccessBlock", "*"],
    ["s3:PutBucketPolicy", "arn:aws:s3:::bb-audit"],
    ["s3:PutEncryptionConfiguration", "arn:aws:s3:::bb-audit"],
    ["s3:PutObject", "arn:aws:s3:::bb-audit/state.json"],
    ["securityhub:DisableSecurityHub", `arn:aws:securityhub:us-east-1:${member}:hub/default`],
    ["securityhub:UpdateConfigurationPolicy", "*"],
    ["securityhub:UpdateOrganizationConfiguration", "*"],
    ["sns:CreateTopic", `arn:aws:sns:us-east-1:${member}:alarms`],
    ["sts:GetCallerIdentity", "*"],
];

describe("no shipped policy locks this program out", () => {
    for (const policy of judged) {
        for (const values of ["required", "all"] as const) {
            it(`${policy.name} lets the access role do all that Pulumi does (${values} parameters)`, async () => {
                const document = render(policy, sampleValues(policy, values));
                const denied: string[] = [];
                for (const [action, resource] of pulumiActions) {
                    // Every region: governed ones, us-east-1 for global services, and one that nobody named.
                    for (const region of ["us-east-1", "us-east-2", "eu-west-3"]) {
                        const request = accessRole(action, resource, { "aws:RequestedRegion": region });
                        if ((await evaluate(policy.type, document, request)) === "denied")
                            denied.push(`${action} in ${region}`);
                    }
                }
                deepStrictEqual(denied, []);
            });
        }

        it(`${policy.name} lets the management account enter by the access role`, async () => {
            const request: PolicyRequest = {
                principal: "arn:aws:sts::111111111111:assumed-role/OrganizationAccountAccessRole/pulumi",
                action: "sts:AssumeRole",
                resource: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`,
                context: organization,
            };
            strictEqual(await evaluate(policy.type, render(policy, sampleValues(policy, "all")), request), "allowed");
        });
    }

    it("the access role can be another one, and then that one is exempt", async () => {
        const exempting = judged.filter(({ parameters }) => "accessRole" in parameters);
        strictEqual(exempting.length, 7);
        for (const policy of exempting) {
            const values = { ...sampleValues(policy, "required"), accessRole: "arn:*:iam::*:role/AcmeAccess" };
            const request = {
                ...accessRole("iam:CreateUser", `arn:aws:iam::${member}:user/bob`, {}),
                principal: `arn:aws:sts::${member}:assumed-role/AcmeAccess/pulumi`,
            };
            strictEqual(await evaluate(policy.type, render(policy, values), request), "allowed", policy.name);
        }
    });
});

describe("no shipped policy breaks service-linked roles", () => {
    // AWS exempts them from SCPs and RCPs; this program's policies must allow their creation, and not name them.
    for (const policy of judged) {
        if (policy.name !== "deny-everything") {
            it(`${policy.name} lets an administrator make and delete one`, async () => {
                const resource = `arn:aws:iam::${member}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`;
                for (const action of ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole"]) {
                    const request: PolicyRequest = {
                        principal: `arn:aws:sts::${member}:assumed-role/Administrator/ada`,
                        action,
                        resource,
                        context: { ...organization, "aws:RequestedRegion": "us-east-1" },
                    };
                    strictEqual(
                        await evaluate(policy.type, render(policy, sampleValues(policy, "all")), request),
                        "allowed",
                    );
                }
            });
        }

        it(`${policy.name} names no service-linked role`, () => {
            const document = render(policy, sampleValues(policy, "all"));
            strictEqual(JSON.stringify(statements(document)).includes("aws-service-role"), false);
        });
    }
});

function accessRole(action: string, resource: string, context: PolicyRequest["context"]): PolicyRequest {
    return {
        principal: `arn:aws:sts::${member}:assumed-role/OrganizationAccountAccessRole/pulumi`,
        action,
        resource,
        account: member,
        context: { ...organization, ...context },
    };
}
