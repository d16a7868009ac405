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

/** A service by its key in `audit`. */
export type SecurityServiceKey = "guardduty";

/** The service principal that the audit account administers. */
export const administeredService: Readonly<Record<SecurityServiceKey, string>> = {
    guardduty: "guardduty.amazonaws.com",
};

/** Further service principals that a plan needs the organization's trust for (GuardDuty User Guide, Malware Protection for EC2, permissions). */
export const trustedForPlan: Readonly<Partial<Record<GuardDutyPlan, string>>> = {
    EBS_MALWARE_PROTECTION: "malware-protection.guardduty.amazonaws.com",
};
