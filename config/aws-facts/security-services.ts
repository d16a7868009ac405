/** What AWS's security services call their parts: data, each with its page. Read 2026-11-30. */

/** GuardDuty's protection plans, as `OrganizationFeatureConfiguration` names them (GuardDuty API). EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING. */
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

/** Security Hub's standards as the end of their ARNs names them (Security Hub User Guide, "Standards reference"). AWS adds some each year. */
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

/** The ARN of a standard. The oldest has no region in it, and is a ruleset. */
export function standardArn(standard: string, partition: string, region: string): string {
    return standard === "cis-aws-foundations-benchmark/v/1.2.0"
        ? `arn:${partition}:securityhub:::ruleset/${standard}`
        : `arn:${partition}:securityhub:${region}::standards/${standard}`;
}

/** What Inspector scans, as `ResourceScanType` names it (Inspector API). LAMBDA_CODE needs LAMBDA. */
export const inspectorScans = ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE", "CODE_REPOSITORY"] as const;

export type InspectorScan = (typeof inspectorScans)[number];

/** How often AWS Config records what has changed (Config API, `RecordingMode`, in capitals there). */
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

/** Further service principals that a plan needs the organization's trust for (GuardDuty User Guide, Malware Protection for EC2, permissions). */
export const trustedForPlan: Readonly<Partial<Record<GuardDutyPlan, string>>> = {
    EBS_MALWARE_PROTECTION: "malware-protection.guardduty.amazonaws.com",
};
