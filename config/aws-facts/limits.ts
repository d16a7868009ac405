/** One limit of AWS, with its source and the day it was checked. */
export interface Limit {
    readonly value: number;
    readonly unit: string;
    readonly meaning: string;
    /** The page or the API operation that says so. */
    readonly source: string;
    /** Day of the last check, `YYYY-MM-DD`. */
    readonly checked: string;
}

const quotas = "AWS Organizations User Guide, Quotas (orgs_reference_limits)";
const iamQuotas = "IAM User Guide, IAM and STS quotas (reference_iam-quotas)";
const checked = "2026-11-25";

function limit(value: number, unit: string, meaning: string, source: string): Limit {
    return { value, unit, meaning, source, checked };
}

/** AWS's limits that the validator needs. The config's `limits` can override each, since AWS raises them on request. */
export const limitTable = {
    emailMin: limit(6, "characters", "shortest email of an account", "Organizations API, CreateAccount, Email"),
    emailMax: limit(64, "characters", "longest email of an account", "Organizations API, CreateAccount, Email"),
    accountName: limit(50, "characters", "longest name of an account", "Organizations API, CreateAccount, AccountName"),
    unitName: limit(
        128,
        "characters",
        "longest name of an organizational unit",
        "Organizations API, CreateOrganizationalUnit, Name",
    ),
    unitDepth: limit(5, "levels", "levels of organizational units below the root", quotas),
    units: limit(2000, "units", "organizational units in an organization", quotas),
    policyName: limit(128, "characters", "longest name of a policy", "Organizations API, CreatePolicy, Name"),
    policyDescription: limit(
        512,
        "characters",
        "longest description of a policy",
        "Organizations API, CreatePolicy, Description",
    ),
    serviceControlPolicySize: limit(
        10_240,
        "characters",
        "size of a service control policy, 5,120 before 15 May 2026",
        "landing-zone-accelerator-on-aws#1119, terraform-provider-aws#38788",
    ),
    serviceControlPoliciesPerTarget: limit(
        10,
        "policies",
        "service control policies on a root, unit or account, FullAWSAccess among them, 5 before 15 May 2026",
        "landing-zone-accelerator-on-aws#1119, terraform-provider-aws#38788",
    ),
    resourceControlPolicySize: limit(5120, "characters", "size of a resource control policy", quotas),
    resourceControlPoliciesPerTarget: limit(
        5,
        "policies",
        "resource control policies on a root, unit or account, RCPFullAWSAccess among them",
        quotas,
    ),
    managementPolicySize: limit(
        10_000,
        "characters",
        "size of a declarative, backup, tag, chat or other management policy",
        quotas,
    ),
    managementPoliciesPerTarget: limit(
        10,
        "policies",
        "management policies of one type on a root, unit or account",
        quotas,
    ),
    aiOptOutPolicySize: limit(2500, "characters", "size of an AI services opt-out policy", quotas),
    aiOptOutPoliciesPerTarget: limit(5, "policies", "AI services opt-out policies on a root, unit or account", quotas),
    resourcePolicySize: limit(
        40_000,
        "characters",
        "size of the organization's resource policy",
        "Organizations API, PutResourcePolicy, Content",
    ),
    tagKey: limit(128, "characters", "longest tag key", "Organizations API, Tag, Key"),
    tagValue: limit(256, "characters", "longest tag value", "Organizations API, Tag, Value"),
    tags: limit(50, "tags", "tags on an account, a unit or a policy", quotas),
    userName: limit(64, "characters", "longest name of an IAM user", iamQuotas),
    groupName: limit(128, "characters", "longest name of an IAM group", iamQuotas),
    directoryGroupName: limit(
        1024,
        "characters",
        "longest name of a group of Identity Center",
        "Identity Store API, CreateGroup, DisplayName",
    ),
    roleName: limit(64, "characters", "longest name of an IAM role", iamQuotas),
    roleDescription: limit(
        1000,
        "characters",
        "longest description of an IAM role",
        "IAM API, CreateRole, Description",
    ),
    permissionSetName: limit(
        32,
        "characters",
        "longest name of a permission set",
        "IAM Identity Center API, CreatePermissionSet, Name",
    ),
    permissionSetDescription: limit(
        700,
        "characters",
        "longest description of a permission set",
        "IAM Identity Center API, CreatePermissionSet, Description",
    ),
    groupsPerUser: limit(10, "groups", "IAM groups that a user may be in", iamQuotas),
    managedPoliciesPerRole: limit(10, "policies", "managed policies attached to a role, 20 on request", iamQuotas),
    inlinePolicySize: limit(
        10_240,
        "characters",
        "size of a role's inline policies, white space not counted",
        iamQuotas,
    ),
    sessionMin: limit(3600, "seconds", "shortest maximum session of a role", "IAM API, CreateRole, MaxSessionDuration"),
    sessionMax: limit(
        43_200,
        "seconds",
        "longest maximum session of a role",
        "IAM API, CreateRole, MaxSessionDuration",
    ),
    mfaAgeMin: limit(
        900,
        "seconds",
        "youngest MFA age that can be asked for: the shortest session with a code",
        "STS API, GetSessionToken",
    ),
    mfaAgeMax: limit(
        129_600,
        "seconds",
        "oldest MFA age that can be met: the longest session with a code",
        "STS API, GetSessionToken",
    ),
    externalIdMin: limit(2, "characters", "shortest external id", "STS API, AssumeRole, ExternalId"),
    externalIdMax: limit(1224, "characters", "longest external id", "STS API, AssumeRole, ExternalId"),
    contactName: limit(
        64,
        "characters",
        "longest name of an alternate contact",
        "Account Management API, PutAlternateContact",
    ),
    contactTitle: limit(
        50,
        "characters",
        "longest title of an alternate contact",
        "Account Management API, PutAlternateContact",
    ),
    contactEmail: limit(
        254,
        "characters",
        "longest email of an alternate contact",
        "Account Management API, PutAlternateContact",
    ),
    contactPhone: limit(
        25,
        "characters",
        "longest phone number of an alternate contact",
        "Account Management API, PutAlternateContact",
    ),
    bucketName: limit(63, "characters", "longest name of a bucket", "S3 User Guide, bucket naming rules"),
} as const satisfies Readonly<Record<string, Limit>>;

/** The name of a limit. */
export type LimitName = keyof typeof limitTable;

/** The limits that apply: the table with the config's overrides. */
export type Limits = Readonly<Record<LimitName, number>>;

/** The table's values with the overrides. */
export function limitsWith(overrides: Readonly<Partial<Record<LimitName, number>>> = {}): Limits {
    const table = Object.fromEntries(Object.entries(limitTable).map(([name, { value }]) => [name, value])) as Record<
        LimitName,
        number
    >;
    return { ...table, ...overrides };
}
