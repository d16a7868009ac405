/** AWS's names for the parts of its security services, with the pages that they come from. Read 2026-11-30. */

/**
 * GuardDuty's protection plans, named as in `OrganizationFeatureConfiguration` (GuardDuty API). EKS_RUNTIME_MONITORING is part of
 * RUNTIME_MONITORING.
 */
export const guardDutyPlans = [
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
    "RUNTIME_MONITORING",
] as const;

export type GuardDutyPlan = (typeof guardDutyPlans)[number];

/** Agents that GuardDuty installs and updates for RUNTIME_MONITORING (GuardDuty API, `OrganizationAdditionalConfiguration`). */
export const guardDutyAgents = [
    "EKS_ADDON_MANAGEMENT",
    "ECS_FARGATE_AGENT_MANAGEMENT",
    "EC2_AGENT_MANAGEMENT",
] as const;

export type GuardDutyAgent = (typeof guardDutyAgents)[number];

/** Security Hub's standards, named by the end of their ARNs (Security Hub User Guide, "Standards reference"). AWS adds some each year. */
export const securityHubStandards = [
    "aws-foundational-security-best-practices/v/1.0.0",
    "aws-resource-tagging-standard/v/1.0.0",
    "cis-aws-foundations-benchmark/v/1.2.0",
    "cis-aws-foundations-benchmark/v/1.4.0",
    "cis-aws-foundations-benchmark/v/3.0.0",
    "cis-aws-foundations-benchmark/v/5.0.0",
    "nist-800-171/v/2.0.0",
    "nist-800-53/v/5.0.0",
    "pci-dss/v/3.2.1",
    "pci-dss/v/4.0.1",
] as const;

/** The ARN of a standard. The oldest one has no region and is a ruleset. */
export function standardArn(standard: string, partition: string, region: string): string {
    return standard === "cis-aws-foundations-benchmark/v/1.2.0"
        ? `arn:${partition}:securityhub:::ruleset/${standard}`
        : `arn:${partition}:securityhub:${region}::standards/${standard}`;
}

/** What Inspector scans, named as in `ResourceScanType` (Inspector API). LAMBDA_CODE needs LAMBDA. */
export const inspectorScans = ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE", "CODE_REPOSITORY"] as const;

export type InspectorScan = (typeof inspectorScans)[number];

/** How often AWS Config records changes (Config API, `RecordingMode`, there in capitals). */
export const recordingFrequencies = ["continuous", "daily"] as const;

export type RecordingFrequency = (typeof recordingFrequencies)[number];

/** A service by its key in `audit`. */
export type SecurityServiceKey = "config" | "guardduty" | "inspector" | "macie" | "securityHub";

/** The service principal that the audit account administers. */
export const administeredService: Readonly<Record<SecurityServiceKey, string>> = {
    config: "config.amazonaws.com",
    guardduty: "guardduty.amazonaws.com",
    inspector: "inspector2.amazonaws.com",
    macie: "macie.amazonaws.com",
    securityHub: "securityhub.amazonaws.com",
};

/** Other service principals that a plan needs trusted access for (GuardDuty User Guide, Malware Protection for EC2, permissions). */
export const trustedForPlan: Readonly<Partial<Record<GuardDutyPlan, string>>> = {
    EBS_MALWARE_PROTECTION: "malware-protection.guardduty.amazonaws.com",
};
