/** A role that an AWS service creates for itself, and that must exist in the management account. */
export interface ServiceLinkedRole {
    readonly service: string;
    readonly role: string;
    /** `always`: in every organization with all features; `delegated`: if a member administers the service. */
    readonly needed: "always" | "delegated";
    readonly why: string;
}

// AWS Organizations User Guide, "AWS Organizations and service-linked roles"; for the second, AWS Security Reference Architecture's
// examples, "IAM Access Analyzer". Other services create theirs on first use. Read 2026-11-25.
export const serviceLinkedRoles: readonly ServiceLinkedRole[] = [
    {
        service: "organizations.amazonaws.com",
        role: "AWSServiceRoleForOrganizations",
        needed: "always",
        why: "by it trusted services make their own roles in new accounts",
    },
    {
        service: "access-analyzer.amazonaws.com",
        role: "AWSServiceRoleForAccessAnalyzer",
        needed: "delegated",
        why: "without it a member's organization analyzer cannot be made",
    },
];

/** Those of the services that need their role in the management account before they can be delegated. */
export function linkedServices(delegations: readonly { readonly service: string }[]): readonly string[] {
    return serviceLinkedRoles
        .filter(({ needed, service }) => needed === "delegated" && delegations.some((each) => each.service === service))
        .map(({ service }) => service);
}
