/** What the alarms watch. */
export interface AlarmSubjects {
    /** User names of the management account's emergency users. */
    readonly breakGlass: readonly string[];
    /** 12-digit id of the management account. */
    readonly managementId: string;
    /** Whether to add the alarms that CIS AWS Foundations 5.1 to 5.15 ask for and that are not among the usual ones. */
    readonly cis: boolean;
}

const trail = ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"];

/**
 * CIS AWS Foundations, section 5 (monitoring), by alarm. Events are in the benchmark's order, in which auditors look
 * for them.
 */
const cisPatterns: Readonly<Record<string, string>> = {
    // 5.1
    "unauthorized-call":
        '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    // 5.4
    "iam-policy-change": anyOf(
        [
            ...["Group", "Role", "User"].map((kind) => `Delete${kind}Policy`),
            ...["Group", "Role", "User"].map((kind) => `Put${kind}Policy`),
            ...["CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"],
            ...["Role", "User", "Group"].flatMap((kind) => [`Attach${kind}Policy`, `Detach${kind}Policy`]),
        ],
        "iam",
    ),
    // 5.6
    "console-sign-in-failure": '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
    // 5.7
    "key-disabled": anyOf(["DisableKey", "ScheduleKeyDeletion"], "kms"),
    // 5.8
    "bucket-policy-change": anyOf(
        [
            ...["Acl", "Policy", "Cors", "Lifecycle", "Replication"].map((part) => `PutBucket${part}`),
            ...["Policy", "Cors", "Lifecycle", "Replication"].map((part) => `DeleteBucket${part}`),
        ],
        "s3",
    ),
    // 5.9
    "config-change": anyOf(
        ["StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"],
        "config",
    ),
    // 5.10
    "security-group-change": anyOf([
        ...["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"],
        ...["RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup"],
    ]),
    // 5.11
    "network-acl-change": anyOf([
        ...["CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"],
        ...["ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"],
    ]),
    // 5.12
    "network-gateway-change": anyOf([
        ...["CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway"],
        ...["DeleteInternetGateway", "DetachInternetGateway"],
    ]),
    // 5.13
    "route-table-change": anyOf(
        [
            ...["CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"],
            ...["DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"],
        ],
        "ec2",
    ),
    // 5.14
    "vpc-change": anyOf([
        ...["CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection"],
        ...["CreateVpcPeeringConnection", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection"],
        ...["AttachClassicLinkVpc", "DetachClassicLinkVpc", "DisableVpcClassicLink", "EnableVpcClassicLink"],
    ]),
};

/**
 * Filter patterns by alarm. Root use, console sign-in without MFA, changes of the trail and of the organization are CIS
 * 5.3, 5.2, 5.5 and 5.15.
 */
export function alarmPatterns({ breakGlass, managementId, cis }: AlarmSubjects): Readonly<Record<string, string>> {
    const users = breakGlass.map((user) => `($.userIdentity.userName = "${user}")`).join(" || ");
    return {
        "root-use":
            '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
        "console-without-mfa":
            '{ ($.eventName = "ConsoleLogin") && ($.userIdentity.type = "IAMUser") && ($.additionalEventData.MFAUsed != "Yes") && ($.responseElements.ConsoleLogin = "Success") }',
        // A trail can also be changed so that it leaves events out, which hides them as well.
        "trail-change": anyOf([...trail, "PutEventSelectors", "PutInsightSelectors"], "cloudtrail"),
        // The benchmark's 18 events, and three more that change an organization and that Prowler expects.
        "organization-change": anyOf(
            [
                ...["CancelHandshake", "CreateOrganization", "EnableAllFeatures"],
                ...["AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy"],
                ...["DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy"],
                ...["DetachPolicy", "DisablePolicyType", "EnablePolicyType", "InviteAccountToOrganization"],
                ...["LeaveOrganization", "MoveAccount", "RemoveAccountFromOrganization", "UpdatePolicy"],
                "UpdateOrganizationalUnit",
            ],
            "organizations",
        ),
        ...(cis ? cisPatterns : {}),
        ...(breakGlass.length === 0
            ? {}
            : { "break-glass-use": `{ ($.userIdentity.accountId = "${managementId}") && (${users}) }` }),
    };
}

/** Matches any of these events; only of one service if its name is given. */
function anyOf(events: readonly string[], service?: string): string {
    const any = events.map((event) => `($.eventName = "${event}")`).join(" || ");
    return service === undefined ? `{ ${any} }` : `{ ($.eventSource = "${service}.amazonaws.com") && (${any}) }`;
}
