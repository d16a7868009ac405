/**
 * The controls of CIS AWS Foundations 7.0, and which check covers each, or who must look at it. Titles are in our own words; the controls'
 * texts were read in Prowler's compliance file for that version (prowler-cloud/prowler 5.46.0, prowler/compliance/aws/cis_7.0_aws.json,
 * 2026-11-30).
 */

/** Who must look at a control that no check covers: whoever runs the organization, each account's team, or a person in the console. */
export const answerers = ["you", "the accounts' teams", "a person in the console"] as const;
export type Answerer = (typeof answerers)[number];

export interface Control {
    readonly id: string;
    readonly about: string;
    /** Ids of the checks that cover it. Empty: `left` says who must look at it. */
    readonly checks: readonly string[];
    readonly left?: Answerer;
    /** What the checks do not see, or what in this program helps. */
    readonly note?: string;
}

const checked = (id: string, about: string, checks: readonly string[] = [`cis-${id}`], note?: string): Control => ({
    id,
    about,
    checks,
    ...(note === undefined ? {} : { note }),
});
const left = (id: string, about: string, to: Answerer, note: string): Control => ({
    id,
    about,
    checks: [],
    left: to,
    note,
});

const teams = "the accounts' teams";
const members = "of the management account; the members' is kept by their stacks";
const alarms = ["cis-5.1-5.15"];

export const controls: readonly Control[] = [
    checked("2.1.1", "root access of members is central"),
    checked("2.1.2", "guardrails for all accounts"),
    checked("2.1.3", "no workload in the management account"),
    checked("2.1.4", "units by environment and sensitivity"),
    checked("2.1.5", "a member manages the organization's policies"),
    checked("2.1.6", "members administer the trusted services"),
    checked("2.2", "contact details"),
    checked("2.3", "a security contact"),
    checked(
        "2.4",
        "no access key of a root user",
        undefined,
        "of the management account; members have no root credentials where 2.1.1 is ok and they were deleted",
    ),
    checked("2.5", "MFA of the root user", undefined, "of the management account, as 2.4"),
    checked("2.6", "hardware MFA of the root user", undefined, "of the management account, as 2.4"),
    left(
        "2.7",
        "the root user is not used",
        "you",
        "the alarm of 5.3 tells of each use; `deny-root-user` keeps members from it",
    ),
    checked("2.8", "passwords of 14 characters", undefined, members),
    checked("2.9", "no password again", undefined, members),
    checked(
        "2.10",
        "MFA of every user with a password",
        ["admins", "bootstrap-user"],
        "of the management account's users that the config names; in members, roles ask for MFA",
    ),
    checked(
        "2.11",
        "credentials unused for 45 days",
        undefined,
        "of the management account; of the security account's users, IAM's credential report there",
    ),
    checked(
        "2.12",
        "access keys of 90 days at most",
        ["admins"],
        "of the management account's users that the config names",
    ),
    checked("2.13", "permissions by groups alone", undefined, "of the management account"),
    checked(
        "2.14",
        "no policy that allows everything",
        undefined,
        "of the management account; AWS's AdministratorAccess is for the roles that administer",
    ),
    checked("2.15", "a role for cases of AWS Support"),
    left("2.16", "roles of instances", teams, "the program makes no instance"),
    left("2.17", "no certificate in IAM that has expired", teams, "the program puts none there"),
    checked(
        "2.18",
        "an external access analyzer in every region",
        undefined,
        "the organization's, in the security account, in every governed region",
    ),
    checked("2.19", "people are managed in one place", undefined),
    checked(
        "2.20",
        "AWSCloudShellFullAccess is for few",
        undefined,
        "of the management account and of `access`; who else has it in a member is its team's",
    ),
    left("2.21", "no resource policy for everybody", teams, "the organization's analyzer of 2.18 finds them"),
    checked("3.1.1", "buckets deny plain HTTP", undefined, "of those that the program makes"),
    left(
        "3.1.2",
        "MFA delete",
        "a person in the console",
        "the root user alone can switch it on, and then no lifecycle rule can be changed without it",
    ),
    checked("3.1.3", "data in S3 is discovered"),
    checked(
        "3.1.4",
        "S3 blocks public access",
        ["state-bucket"],
        "of the state bucket; every account's block is kept by its stack",
    ),
    ...(["3.2.1", "3.2.2", "3.2.3", "3.2.4"] as const).map((id) =>
        left(id, "databases of RDS", teams, "the program makes none"),
    ),
    left("3.3.1", "file systems of EFS", teams, "the program makes none"),
    checked("4.1", "a trail of all regions"),
    checked("4.2", "validation of its files"),
    checked(
        "4.3",
        "AWS Config in all regions",
        undefined,
        "of the management account; the members' are kept by their stacks, in every governed region",
    ),
    checked("4.4", "access logging of the trail's bucket"),
    checked("4.5", "the trail is encrypted by a key of its own"),
    checked(
        "4.6",
        "keys rotate",
        ["state-key"],
        "the state's key; a preview of the security stack tells of the trail's",
    ),
    left(
        "4.7",
        "flow logs of VPCs",
        teams,
        "`baseline: { deleteDefaultVpc: true }` takes away the VPCs that nobody made",
    ),
    checked("4.8", "events of writing objects"),
    checked("4.9", "events of reading objects"),
    left("4.10", "access logs of web front ends", teams, "the program makes none"),
    ...[
        "unauthorized calls",
        "sign-in without MFA",
        "use of the root user",
        "changes of IAM policies",
        "changes of trails",
    ].map((about, index) => checked(`5.${index + 1}`, `alarm: ${about}`, alarms)),
    ...["failed sign-ins", "keys disabled or deleted", "bucket policies", "AWS Config", "security groups"].map(
        (about, index) => checked(`5.${index + 6}`, `alarm: ${about}`, alarms),
    ),
    ...["network ACLs", "gateways", "route tables", "VPCs", "changes of the organization"].map((about, index) =>
        checked(`5.${index + 11}`, `alarm: ${about}`, alarms),
    ),
    checked("5.16", "Security Hub is on"),
    checked("6.1.1", "EBS volumes are encrypted", undefined, members),
    ...(["6.1.2", "6.2", "6.3", "6.4", "6.5", "6.6"] as const).map((id) =>
        left(id, "networks", teams, "the program makes none"),
    ),
    checked("6.7", "IMDSv2", undefined, "of instances that are launched from now on"),
    left("6.8", "VPC endpoints", teams, "the program makes no VPC"),
];

/** Controls for which Prowler 5.46 and the check disagree. */
export const unlikeProwler: readonly { readonly controls: string; readonly why: string }[] = [
    {
        controls: "2.1.5, 2.1.6",
        why: "Prowler's check `organizations_delegated_administrators` fails for each delegated administrator that its own configuration does not list as trusted, and passes where there is none. The controls ask for delegated administrators.",
    },
    {
        controls: "2.14",
        why: "Prowler fails for AWS's AdministratorAccess on any role, `OrganizationAccountAccessRole` too, which AWS makes in every account.",
    },
    {
        controls: "2.15",
        why: "Prowler looks into one account at a time; the check looks at the management account, and the Support role of `access` is in those that `access.Support.accounts` names.",
    },
    {
        controls: "2.18",
        why: "Prowler wants an analyzer in each account. The organization's, in the security account, looks at all of them.",
    },
    {
        controls: "2.19",
        why: "Prowler passes where there is a SAML provider. Users of one account who take on roles in all others are managed in one place too.",
    },
    {
        controls: "5.1 to 5.15",
        why: "Prowler looks for log group and alarms in the account of the trail's shadow. They are in the security account, and watch all others.",
    },
];
