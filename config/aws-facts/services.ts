import { nearest } from "../faults/nearest";

/** How a delegated administrator is registered for a service. */
export type Delegation =
    /** By `organizations:RegisterDelegatedAdministrator`; several accounts may be registered. */
    | "organizations"
    /** By the service's own API, for one account. */
    | OwnApi
    /** No delegated administrator is known. */
    | "none";

/** Services whose own API registers the delegated administrator. */
export type OwnApi =
    | "auditmanager"
    | "cloudtrail"
    | "detective"
    | "fms"
    | "guardduty"
    | "inspector2"
    | "ipam"
    | "macie2"
    | "securityhub";

const own: Readonly<Record<string, OwnApi>> = {
    auditmanager: "auditmanager",
    cloudtrail: "cloudtrail",
    detective: "detective",
    fms: "fms",
    guardduty: "guardduty",
    inspector2: "inspector2",
    ipam: "ipam",
    macie: "macie2",
    securityhub: "securityhub",
};

const withoutDelegation = new Set([
    "aws-artifact-account-sync",
    "controltower",
    "ds",
    "malware-protection.guardduty",
    "ram",
    "servicequotas",
    "tagpolicies.tag",
]);

// AWS Organizations User Guide, "AWS services that you can use with AWS Organizations"; binbashar/le-tf-infra-aws for principals that the
// page leaves out. Read 2026-11-29. A service that is not here gives a warning and never a fault, because AWS adds some each year.
const names = `
    access-analyzer account auditmanager aws-artifact-account-sync backup billing-cost-management cloudtrail
    compute-optimizer config config-multiaccountsetup controltower cost-optimization-hub.bcm dashboard.eks detective
    devops-guru ds ec2 fms guardduty health iam inspector2 ipam license-management.marketplace license-manager
    license-manager-linux-subscriptions license-manager.member-account macie malware-protection.guardduty
    member.org.stacksets.cloudformation mgn networkmanager observabilityadmin private-marketplace.marketplace ram
    reachabilityanalyzer.networkinsights reporting.trustedadvisor resource-explorer-2 security-ir securityhub
    securitylake servicecatalog servicequotas ssm ssm-incidents ssm-quicksetup sso stacksets.cloudformation
    storage-lens.s3 tagpolicies.tag wellarchitected`
    .trim()
    .split(/\s+/u);

const ending = ".amazonaws.com";

/** Service principals that can have trusted access, with their way of delegation. */
export const services: Readonly<Record<string, Delegation>> = Object.fromEntries(
    names.map((name) => [name + ending, own[name] ?? (withoutDelegation.has(name) ? "none" : "organizations")]),
);

/** The known service that was most likely meant. The common ending of all does not count. */
export function nearestService(service: string): string | undefined {
    const near = nearest(service.replace(/\.ama.*$/iu, ""), names);
    return near === undefined ? undefined : near + ending;
}
