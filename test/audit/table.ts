import { accounts, type Row } from "./findings";

const everywhere = accounts;
const elsewhere = ["management", "member"] as const;

const alarmElsewhere =
    "The alarm is in the security account, where the organization's trail of all accounts has its log group. Prowler looks for both in the account of the trail's shadow.";
const alarmByKey =
    "`audit: { alarms: { email: …, cis: true } }` makes it. Shipped with the alarms that are on by default: CIS 5.2, 5.3, 5.5 and 5.15.";

/** Checks of the alarms that `cis: true` adds. */
const cisAlarms = [
    "cloudwatch_changes_to_network_acls_alarm_configured",
    "cloudwatch_changes_to_network_gateways_alarm_configured",
    "cloudwatch_changes_to_network_route_tables_alarm_configured",
    "cloudwatch_changes_to_vpcs_alarm_configured",
    "cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled",
    "cloudwatch_log_metric_filter_authentication_failures",
    "cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk",
    "cloudwatch_log_metric_filter_for_s3_bucket_policy_changes",
    "cloudwatch_log_metric_filter_policy_changes",
    "cloudwatch_log_metric_filter_security_group_changes",
    "cloudwatch_log_metric_filter_unauthorized_api_calls",
];

/** Checks of the alarms that exist by default. */
const defaultAlarms = [
    "cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled",
    "cloudwatch_log_metric_filter_aws_organizations_changes",
    "cloudwatch_log_metric_filter_root_usage",
    "cloudwatch_log_metric_filter_sign_in_without_mfa",
];

const compositionChecks = ["expires_passwords_within_90_days_or_less", "lowercase", "number", "symbol", "uppercase"];

const alarms: readonly Row[] = [
    ...cisAlarms.map((check): Row => ({
        checker: "prowler",
        check,
        accounts: ["security"],
        verdict: "user's choice",
        why: alarmByKey,
    })),
    ...[...cisAlarms, ...defaultAlarms].map((check): Row => ({
        checker: "prowler",
        check,
        accounts: elsewhere,
        verdict: "checker's mistake",
        why: alarmElsewhere,
    })),
];

const services: readonly Row[] = [
    [
        "guardduty_is_enabled",
        everywhere,
        "`audit: { guardduty: true }` in Pulumi.management.yaml: off by default, for AWS bills it (docs/security-services.md).",
    ],
    [
        "securityhub_enabled",
        everywhere,
        "`audit: { securityHub: true }`: off by default, for AWS bills it (docs/security-services.md).",
    ],
    [
        "macie_is_enabled",
        ["management", "security"],
        "`audit: { macie: true }`: off by default, for AWS bills it (docs/security-services.md).",
    ],
    [
        "config_recorder_all_regions_enabled",
        everywhere,
        "`audit: { config: true }`: off by default, for AWS bills each recording (docs/security-services.md).",
    ],
].map(([check, of, why]) => ({ checker: "prowler", check, accounts: of, verdict: "user's choice", why }) as Row);

const passwords = compositionChecks.map((part): Row => ({
    checker: "prowler",
    check: `iam_password_policy_${part}`,
    accounts: everywhere,
    verdict: "user's choice",
    why: 'NIST SP 800-63B and CIS ask for length, and for neither composition nor age. docs/audit-account.md, "What the password policy does not ask", says how to set the stricter rules, which stay.',
}));

const buckets: readonly Row[] = [
    {
        checker: "prowler",
        check: "s3_bucket_no_mfa_delete",
        accounts: ["management", "security"],
        resources: ["arn:aws:s3:::*"],
        verdict: "user's choice",
        why: "The root user alone switches MFA delete on, and from then on nobody changes a lifecycle rule without it: no program can. Both buckets keep old versions.",
    },
    {
        checker: "prowler",
        check: "s3_bucket_object_lock",
        accounts: ["security"],
        resources: ["arn:aws:s3:::*-cloudtrail-org"],
        verdict: "user's choice",
        why: "`audit: { objectLock: { mode: governance, days: 365 } }` (docs/access.md).",
    },
    {
        checker: "prowler",
        check: "s3_bucket_object_lock",
        accounts: ["management"],
        resources: ["arn:aws:s3:::*-pulumi-management-*"],
        verdict: "checker's mistake",
        why: "Each run writes the state again, and kept by versions. Locked versions would keep secrets that were rotated away.",
    },
    {
        checker: "prowler",
        check: "s3_bucket_server_access_logging_enabled",
        accounts: ["management"],
        resources: ["arn:aws:s3:::*-pulumi-management-*"],
        verdict: "user's choice",
        why: "`audit: { dataEvents: { AWS::S3::Object: all } }` records each request to the state, with who made it, in the organization's trail.",
    },
    {
        checker: "prowler",
        check: "s3_bucket_server_access_logging_enabled",
        accounts: ["security"],
        resources: ["arn:aws:s3:::*-cloudtrail-org"],
        verdict: "user's choice",
        why: "`audit: { accessLogs: true }` (docs/access.md).",
    },
    {
        checker: "prowler",
        check: "cloudtrail_logs_s3_bucket_access_logging_enabled",
        accounts: ["security"],
        verdict: "user's choice",
        why: "`audit: { accessLogs: true }` (docs/access.md).",
    },
    ...["read", "write"].map((kind): Row => ({
        checker: "prowler",
        check: `cloudtrail_s3_dataevents_${kind}_enabled`,
        accounts: ["management", "security"],
        verdict: "user's choice",
        why: "`audit: { dataEvents: { AWS::S3::Object: all } }`: AWS bills it by the event.",
    })),
];

const access: readonly Row[] = [
    {
        checker: "prowler",
        check: "accessanalyzer_enabled",
        accounts: elsewhere,
        verdict: "checker's mistake",
        why: "The organization's analyzer in the security account, one in each governed region, looks at all accounts. Prowler wants one in each account.",
    },
    {
        checker: "prowler",
        check: "organizations_delegated_administrators",
        accounts: ["management", "security"],
        verdict: "checker's mistake",
        why: "It fails for each delegated administrator that Prowler's own configuration does not name as trusted, and passes where there is none. CIS 2.1.5 and 2.1.6, under which it is listed, ask for delegated administrators.",
    },
    {
        checker: "prowler",
        check: "iam_aws_attached_policy_no_administrative_privileges",
        accounts: everywhere,
        verdict: "checker's mistake",
        why: "AWS makes OrganizationAccountAccessRole with AdministratorAccess in each account that it creates; it is the way in for admins with MFA. Without a role that may do everything nobody administers an account.",
    },
    {
        checker: "prowler",
        check: "iam_check_saml_providers_sts",
        accounts: everywhere,
        verdict: "user's choice",
        why: "`identity: [users]` is shipped: people are users of the security account. `identity: [identity-center]` is the other way; it needs no SAML provider of IAM either.",
    },
    {
        checker: "prowler",
        check: "iam_policy_attached_only_to_group_or_roles",
        accounts: ["management"],
        resources: ["arn:aws:iam::management:user/mgmt-org-admin"],
        verdict: "user's choice",
        why: "The temporary administrator of docs/day-0.md, in whose name the sandbox is made. `./org bootstrap-user remove` ends it once an admin has MFA; `./org doctor` asks for it.",
    },
    {
        checker: "prowler",
        check: "iam_support_role_created",
        accounts: ["management"],
        verdict: "user's choice",
        why: '`access: { Support: { accounts: ["*", management] } }`: `*` never means the management account. The shipped role is in all others.',
    },
    {
        checker: "cloudsplaining",
        check: "ServiceWildcard",
        accounts: ["security", "member"],
        resources: ["AWSSupportAccess"],
        verdict: "user's choice",
        why: "AWS's policy for the role that CIS 2.15 asks for; `access.Support.policies` names it.",
    },
    ...[
        "PrivilegeEscalation",
        "DataExfiltration",
        "ResourceExposure",
        "CredentialsExposure",
        "InfrastructureModification",
    ].map((check): Row => ({
        checker: "cloudsplaining",
        check,
        accounts: ["member"],
        resources: ["PowerUserAccess"],
        verdict: "user's choice",
        why: "DevOps and DeployMaster are shipped as power users of the members, not of management and audit. `access.<role>.policies` and `boundary` narrow them.",
    })),
    ...["DataExfiltration", "ResourceExposure", "CredentialsExposure", "InfrastructureModification"].map(
        (check): Row => ({
            checker: "cloudsplaining",
            check,
            accounts: everywhere,
            resources: ["ReadOnlyAccess"],
            verdict: "user's choice",
            why: "The shipped Auditor reads all data. `access: { Auditor: { policies: [SecurityAudit, ViewOnlyAccess] } }` reads settings alone.",
        }),
    ),
    ...["ResourceExposure", "InfrastructureModification"].map((check): Row => ({
        checker: "cloudsplaining",
        check,
        accounts: everywhere,
        resources: ["SecurityAudit"],
        verdict: "checker's mistake",
        why: "AWS's SecurityAudit changes nothing: the three actions that are counted, quicksight:Describe…Permissions, read who may see a data set.",
    })),
    {
        checker: "parliament",
        check: "RESOURCE_STAR",
        accounts: everywhere,
        resources: ["arn:aws:iam::*:role/*-ci-preview"],
        verdict: "checker's mistake",
        why: "The role of previews reads settings of whatever the account has, and of what is not made yet: there is no ARN to name. It reads no data.",
    },
    {
        checker: "parliament",
        check: "MISMATCHED_TYPE",
        accounts: ["management"],
        resources: ["arn:aws:iam::management:role/*-ci-preview"],
        verdict: "checker's mistake",
        why: "ArnLike on a condition key of type String that holds an ARN is valid, and compares each part of the ARN for itself.",
    },
];

/**
 * Every FAIL of `make audit`, by check and account, with its verdict. Checked with prowler 5.46.0, cloudsplaining 0.9.1, parliament 1.6.4.
 */
export const table: readonly Row[] = [...alarms, ...services, ...passwords, ...buckets, ...access];
