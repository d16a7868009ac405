/** The IAM action of a call (Service Authorization Reference), for calls of previews. */
import type { Call } from "./aws-call";

// A bucket's settings by the query that reads them.
const bucket: Readonly<Record<string, string>> = {
    accelerate: "GetAccelerateConfiguration",
    acl: "GetBucketAcl",
    cors: "GetBucketCORS",
    encryption: "GetEncryptionConfiguration",
    lifecycle: "GetLifecycleConfiguration",
    logging: "GetBucketLogging",
    "object-lock": "GetBucketObjectLockConfiguration",
    ownershipControls: "GetBucketOwnershipControls",
    policy: "GetBucketPolicy",
    publicAccessBlock: "GetBucketPublicAccessBlock",
    replication: "GetReplicationConfiguration",
    requestPayment: "GetBucketRequestPayment",
    tagging: "GetBucketTagging",
    versioning: "GetBucketVersioning",
    website: "GetBucketWebsite",
};

// REST calls: the service in the signature, and the beginning of method and path.
const rest: readonly (readonly [call: string, action: string])[] = [
    ["access-analyzer GET /analyzer?", "access-analyzer:ListAnalyzers"],
    ["access-analyzer GET /analyzer/", "access-analyzer:GetAnalyzer"],
    ["account POST /getAlternateContact", "account:GetAlternateContact"],
    ["account POST /getRegionOptStatus", "account:GetRegionOptStatus"],
    ["account POST /listRegions", "account:ListRegions"],
    ["account POST /getContactInformation", "account:GetContactInformation"],
    ["auditmanager GET /account/organizationAdminAccount", "auditmanager:GetOrganizationAdminAccount"],
    ["detective POST /orgs/adminAccountslist", "detective:ListOrganizationAdminAccount"],
    ["guardduty GET /admin", "guardduty:ListOrganizationAdminAccounts"],
    ["guardduty GET /detector/:id/admin", "guardduty:DescribeOrganizationConfiguration"],
    ["guardduty GET /detector/:id", "guardduty:GetDetector"],
    ["guardduty GET /detector", "guardduty:ListDetectors"],
    ["inspector2 POST /members/get", "inspector2:GetMember"],
    ["inspector2 POST /members/list", "inspector2:ListMembers"],
    ["inspector2 POST /organizationconfiguration/describe", "inspector2:DescribeOrganizationConfiguration"],
    ["inspector2 POST /status/batch/get", "inspector2:BatchGetAccountStatus"],
    ["inspector2 POST /delegatedadminaccounts/list", "inspector2:ListDelegatedAdminAccounts"],
    ["macie2 GET /admin/configuration", "macie2:DescribeOrganizationConfiguration"],
    ["macie2 GET /macie", "macie2:GetMacieSession"],
    ["macie2 GET /members/", "macie2:GetMember"],
    ["macie2 GET /members", "macie2:ListMembers"],
    ["macie2 GET /admin", "macie2:ListOrganizationAdminAccounts"],
    ["monitoring POST /service/GraniteServiceVersion20100801/operation/DescribeAlarms", "cloudwatch:DescribeAlarms"],
    ["monitoring POST /service/GraniteServiceVersion20100801/operation/List", "cloudwatch:ListTagsForResource"],
    ["s3 GET /v20180820/configuration/publicAccessBlock", "s3:GetAccountPublicAccessBlock"],
    ["s3 GET /v20180820/tags/", "s3:ListTagsForResource"],
    ["s3 HEAD /", "s3:ListBucket"],
    ["securityhub GET /accounts", "securityhub:DescribeHub"],
    ["securityhub GET /configurationPolicy/get/", "securityhub:GetConfigurationPolicy"],
    ["securityhub GET /configurationPolicy/list", "securityhub:ListConfigurationPolicies"],
    ["securityhub GET /findingAggregator/get/", "securityhub:GetFindingAggregator"],
    ["securityhub GET /findingAggregator/list", "securityhub:ListFindingAggregators"],
    ["securityhub GET /members", "securityhub:ListMembers"],
    ["securityhub GET /organization/configuration", "securityhub:DescribeOrganizationConfiguration"],
    ["securityhub POST /configurationPolicyAssociation/get", "securityhub:GetConfigurationPolicyAssociation"],
    ["securityhub GET /organization/admin", "securityhub:ListOrganizationAdminAccounts"],
];

/** Throws for an unknown call. */
export function iamAction({ service, operation, path }: Pick<Call, "service" | "operation" | "path">): string {
    if (service === "budgets" && operation.startsWith("Describe")) return "budgets:ViewBudget";
    if (/^\w+$/u.test(operation)) return `${service}:${operation}`;
    const call = `${service} ${operation}`.replace(/(?<=\/detector\/)[0-9a-f]{32}/u, ":id");
    const known = rest.find(([beginning]) => call.startsWith(beginning))?.[1];
    if (known !== undefined) return known;
    const setting = bucket[/^\/[^/?]+\?([\w-]+)=?$/u.exec(path)?.[1] ?? ""];
    if (service === "s3" && operation.startsWith("GET ") && setting !== undefined) return `s3:${setting}`;
    throw new Error(`no IAM action is known for ${call}`);
}
