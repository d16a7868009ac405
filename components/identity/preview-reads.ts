import type * as aws from "../aws";

/**
 * AWS's policy for auditors: it reads how things are set up, and none of what they hold. CI's preview roles have it because a pull request's
 * code runs with them before anybody has read it.
 */
export const previewManagedPolicy = "SecurityAudit";

/**
 * What previews read besides: the program's own questions and the provider's, found by running previews with --refresh of every layer. None
 * reads an object, a parameter, a secret, a table or a log.
 */
const reads: readonly string[] = [
    "account:GetContactInformation",
    "auditmanager:GetOrganizationAdminAccount",
    "budgets:ListTagsForResource",
    "budgets:ViewBudget",
    "detective:ListOrganizationAdminAccounts",
    "fms:GetAdminAccount",
    "identitystore:DescribeGroup",
    "identitystore:DescribeGroupMembership",
    "identitystore:DescribeUser",
    "identitystore:GetGroupId",
    "identitystore:GetGroupMembershipId",
    "identitystore:GetUserId",
    "macie2:ListOrganizationAdminAccounts",
    "s3:ListTagsForResource",
];

/** A policy with what `previewManagedPolicy` lacks. */
export function previewReads(): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [{ Sid: "ReadSettings", Effect: "Allow", Action: [...reads], Resource: "*" }],
    };
}
