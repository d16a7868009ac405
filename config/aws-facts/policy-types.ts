import type { LimitName } from "./limits";

/** What AWS allows for one type of organization policy. */
export interface PolicyType {
    /** Name in messages. */
    readonly title: string;
    readonly size: LimitName;
    readonly perTarget: LimitName;
    /** Name of the policy that AWS itself attaches to every target; it counts towards the limit. */
    readonly attachedByAws?: string;
    /** Which language the document is written in. */
    readonly language: "service control" | "resource control" | "management";
    /** First key of a management policy's document. */
    readonly firstKey?: string;
    /** Whether it can be attached to the management account, which authorization policies never bind. */
    readonly bindsManagement: boolean;
}

const managed = (title: string, firstKey?: string): PolicyType => ({
    title,
    size: "managementPolicySize",
    perTarget: "managementPoliciesPerTarget",
    language: "management",
    bindsManagement: true,
    ...(firstKey === undefined ? {} : { firstKey }),
});

/**
 * The types of organization policies, as the Organizations API names them (PolicyType of CreatePolicy, @aws-sdk/client-organizations
 * 3.1175, read 2026-11-25).
 */
export const policyTypes: Readonly<Record<string, PolicyType>> = {
    SERVICE_CONTROL_POLICY: {
        title: "service control policy",
        size: "serviceControlPolicySize",
        perTarget: "serviceControlPoliciesPerTarget",
        attachedByAws: "FullAWSAccess",
        language: "service control",
        bindsManagement: false,
    },
    RESOURCE_CONTROL_POLICY: {
        title: "resource control policy",
        size: "resourceControlPolicySize",
        perTarget: "resourceControlPoliciesPerTarget",
        attachedByAws: "RCPFullAWSAccess",
        language: "resource control",
        bindsManagement: false,
    },
    AISERVICES_OPT_OUT_POLICY: {
        ...managed("AI services opt-out policy", "services"),
        size: "aiOptOutPolicySize",
        perTarget: "aiOptOutPoliciesPerTarget",
    },
    BACKUP_POLICY: managed("backup policy", "plans"),
    BEDROCK_POLICY: managed("Bedrock policy"),
    CHATBOT_POLICY: managed("chat applications policy", "chatbot"),
    DECLARATIVE_POLICY_EC2: managed("declarative policy for EC2", "ec2_attributes"),
    GUARDDUTY_POLICY: managed("GuardDuty policy"),
    INSPECTOR_POLICY: managed("Inspector policy", "inspector"),
    NETWORK_SECURITY_DIRECTOR_POLICY: managed("network security director policy"),
    S3_POLICY: managed("S3 policy", "s3_attributes"),
    SECURITYHUB_POLICY: managed("Security Hub policy", "securityhub"),
    SECURITYHUB_CSPM_POLICY: managed("Security Hub CSPM policy"),
    TAG_POLICY: managed("tag policy", "tags"),
    UPGRADE_ROLLOUT_POLICY: managed("upgrade rollout policy", "upgrade_rollout"),
};
