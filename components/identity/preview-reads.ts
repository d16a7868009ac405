import type * as aws from "../aws";

/**
 * AWS's policy for auditors: it reads how things are set up. CI's preview roles have it because a pull request's code runs with them before
 * anybody has read it. Where settings are places that people put secrets in, `closed` takes them away again.
 */
export const previewManagedPolicy = "SecurityAudit";

/**
 * What previews read besides: the program's own questions and the provider's, found by running previews with --refresh of every layer. None
 * reads an object, a parameter's value, a secret, a table or a log.
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

/**
 * What `previewManagedPolicy` allows and no preview needs, of settings that hold what people write into them: environment variables, user data,
 * templates, job arguments, commands and their output; and people's data. Source: the policy's document and each service's API reference.
 */
const closed: readonly string[] = [
    "apprunner:DescribeService",
    "cloudformation:GetTemplate",
    "cloudtrail:LookupEvents",
    "codebuild:BatchGetProjects",
    "cognito-idp:AdminGetUser",
    "cognito-idp:ListUsers",
    "cognito-idp:ListUsersInGroup",
    "ec2:DescribeInstanceAttribute",
    "ec2:DescribeLaunchTemplateVersions",
    "ec2:GetLaunchTemplateData",
    "ecs:DescribeTaskDefinition",
    "ecs:DescribeTasks",
    "elasticbeanstalk:DescribeConfigurationSettings",
    "glue:BatchGetJobs",
    "glue:GetConnection",
    "glue:GetConnections",
    "glue:GetJob",
    "glue:GetJobs",
    "lambda:GetFunction",
    "lambda:GetFunctionConfiguration",
    "lambda:ListFunctions",
    "lambda:ListVersionsByFunction",
    "sagemaker:DescribeNotebookInstanceLifecycleConfig",
    "sagemaker:DescribeTrainingJob",
    "ssm:DescribeAutomationExecutions",
    "ssm:GetAutomationExecution",
    "ssm:GetCommandInvocation",
    "ssm:ListCommandInvocations",
    "ssm:ListCommands",
    "states:DescribeExecution",
    "states:GetExecutionHistory",
];

/** A policy with what `previewManagedPolicy` lacks, and without what it has too much. */
export function previewReads(): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            { Sid: "ReadSettings", Effect: "Allow", Action: [...reads], Resource: "*" },
            { Sid: "NoContents", Effect: "Deny", Action: [...closed], Resource: "*" },
        ],
    };
}
