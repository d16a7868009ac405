// Names of AWS managed policies whose ARN has a folder (AWS Managed Policy Reference Guide, read 2026-11-25).
const jobFunctions = [
    "Billing",
    "DatabaseAdministrator",
    "DataScientist",
    "NetworkAdministrator",
    "SupportUser",
    "SystemAdministrator",
    "ViewOnlyAccess",
];

/** Names that are usual for roles of people, to suggest the nearest one; any other name gives a warning. */
export const commonManagedPolicies: readonly string[] = [
    ...jobFunctions,
    "AdministratorAccess",
    "AmazonEC2FullAccess",
    "AmazonEC2ReadOnlyAccess",
    "AmazonRDSFullAccess",
    "AmazonRDSReadOnlyAccess",
    "AmazonS3FullAccess",
    "AmazonS3ReadOnlyAccess",
    "AWSAccountActivityAccess",
    "AWSAccountUsageReportAccess",
    "AWSBillingConductorReadOnlyAccess",
    "AWSBillingReadOnlyAccess",
    "AWSBudgetsActionsWithAWSResourceControlAccess",
    "AWSCloudTrail_FullAccess",
    "AWSCloudTrail_ReadOnlyAccess",
    "AWSConfigUserAccess",
    "AWSMarketplaceManageSubscriptions",
    "AWSMarketplaceSellerFullAccess",
    "AWSOrganizationsFullAccess",
    "AWSOrganizationsReadOnlyAccess",
    "AWSSecurityHubFullAccess",
    "AWSSecurityHubReadOnlyAccess",
    "AWSSupportAccess",
    "CloudWatchFullAccess",
    "CloudWatchLogsReadOnlyAccess",
    "CloudWatchReadOnlyAccess",
    "IAMAccessAnalyzerFullAccess",
    "IAMAccessAnalyzerReadOnlyAccess",
    "IAMFullAccess",
    "IAMReadOnlyAccess",
    "IAMUserChangePassword",
    "PowerUserAccess",
    "ReadOnlyAccess",
    "SecurityAudit",
];

/** The ARN of an AWS managed policy by its name; an ARN is returned unchanged. */
export function managedPolicyArn(nameOrArn: string, partition: string): string {
    if (nameOrArn.startsWith("arn:")) return nameOrArn;
    const folder = jobFunctions.includes(nameOrArn) ? "job-function/" : "";
    return `arn:${partition}:iam::aws:policy/${folder}${nameOrArn}`;
}

/**
 * AWS managed policies that change nothing in an account, although their names do not say so: support cases, bills, the user's own
 * password.
 */
const harmless: ReadonlySet<string> = new Set([
    "AWSAccountActivityAccess",
    "AWSAccountUsageReportAccess",
    "AWSConfigUserAccess",
    "AWSSupportAccess",
    "Billing",
    "IAMUserChangePassword",
    "SecurityAudit",
    "ViewOnlyAccess",
]);

/** Whether a managed policy, by ARN, allows no change in an account. Nothing is known of a policy that AWS did not make: false. */
export function changesNothing(arn: string): boolean {
    const name = /^arn:[\w-]+:iam::aws:policy\/(?:[\w-]+\/)*(?<name>[\w+=,.@-]+)$/u.exec(arn)?.groups?.["name"];
    return name !== undefined && (harmless.has(name) || /ReadOnly(?:Access)?$/u.test(name));
}
