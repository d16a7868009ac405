/** How many accounts AWS allows to administer a service at a time, and the source. */
export interface DelegationLimit {
    readonly accounts: number;
    /** The page or the API operation that says so. */
    readonly source: string;
}

const limit = (accounts: number, source: string): DelegationLimit => ({ accounts, source });

// Read 2026-11-29. Pages of services that are not here name no number, so these are not judged. AWS raises none of these limits on request.
const limits: Readonly<Record<string, DelegationLimit>> = {
    "access-analyzer": limit(1, "IAM User Guide, Settings for IAM Access Analyzer (access-analyzer-settings)"),
    account: limit(1, "Organizations User Guide, AWS Account Management (services-that-can-integrate-account)"),
    auditmanager: limit(1, "Audit Manager User Guide, Troubleshooting delegated administrator issues"),
    cloudtrail: limit(
        3,
        "CloudTrail User Guide, Organization delegated administrator (cloudtrail-delegated-administrator)",
    ),
    "compute-optimizer": limit(1, "Compute Optimizer User Guide, Delegating an administrator account"),
    config: limit(3, "Config API, PutOrganizationConfigRule and PutOrganizationConformancePack"),
    "config-multiaccountsetup": limit(3, "Config API, PutOrganizationConfigRule and PutOrganizationConformancePack"),
    "cost-optimization-hub.bcm": limit(1, "Cost Management User Guide, Delegate an administrator account"),
    detective: limit(1, "Detective API, EnableOrganizationAdminAccount"),
    "devops-guru": limit(1, "DevOps Guru User Guide, Monitor applications across your organization"),
    fms: limit(1, "Firewall Manager API, AssociateAdminAccount: the default administrator"),
    guardduty: limit(1, "GuardDuty User Guide, Managing accounts with AWS Organizations (guardduty_organizations)"),
    health: limit(5, "Health User Guide, Registering a delegated administrator for your organizational view"),
    inspector2: limit(1, "Inspector User Guide, Designating a delegated administrator"),
    ipam: limit(1, "EC2 API, EnableIpamOrganizationAdminAccount"),
    macie: limit(1, "Macie API, EnableOrganizationAdminAccount"),
    "member.org.stacksets.cloudformation": limit(5, "CloudFormation User Guide, Activate trusted access for StackSets"),
    securityhub: limit(1, "CloudFormation reference, AWS::SecurityHub::DelegatedAdmin"),
    securitylake: limit(1, "Security Lake User Guide, Managing multiple accounts with AWS Organizations"),
    servicecatalog: limit(50, "Service Catalog Administrator Guide, Default service quotas"),
    ssm: limit(1, "Systems Manager User Guide, Setting up Change Manager: one for all capabilities"),
    sso: limit(1, "IAM Identity Center User Guide, Register a member account as a delegated administrator"),
    "storage-lens.s3": limit(5, "S3 User Guide, Using Storage Lens with AWS Organizations"),
};

/** The limits by service principal, of services whose pages name one. */
export const delegationLimits: Readonly<Record<string, DelegationLimit>> = Object.fromEntries(
    Object.entries(limits).map(([name, each]) => [`${name}.amazonaws.com`, each]),
);

/** In words: `one administrator`, `3 administrators`. */
export function administrators(count: number): string {
    return count === 1 ? "one administrator" : `${count} administrators`;
}
