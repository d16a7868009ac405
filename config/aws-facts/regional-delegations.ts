/** A service with an administrator for each region: an administrator in one region has no rights in others. */
interface Regional {
    /** The page or the API operation that says so. */
    readonly source: string;
    /** Regions of `known` in which the service has no endpoint. */
    readonly absent: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);
const recent = words(`ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7
    ca-west-1 eu-central-2 eu-south-2 me-central-1 me-west-1 mx-central-1 sa-west-1 eusc-de-east-1 cn-north-1 cn-northwest-1`);

/**
 * By service principal. Pages read 2026-11-29. Absent regions: AWS's list of endpoints in botocore 1.42 (endpoints.json); a test checks the
 * names against the known regions. Security Hub with central configuration has the same administrator in all linked regions, and accepts
 * the same account a second time.
 */
export const regionalDelegations: Readonly<Record<string, Regional>> = {
    "auditmanager.amazonaws.com": {
        source: "Audit Manager User Guide, Adding a delegated administrator (add-delegated-admin)",
        absent: [
            ...recent,
            ...words(`af-south-1 ap-east-1 ap-northeast-2 ap-northeast-3 eu-north-1 eu-south-1 eu-west-3 il-central-1 me-south-1
                sa-east-1 us-gov-east-1 us-gov-west-1`),
        ],
    },
    "detective.amazonaws.com": {
        source: "Detective API, EnableOrganizationAdminAccount: in the current Region",
        absent: [...recent, "ap-northeast-3"],
    },
    "guardduty.amazonaws.com": {
        source: "GuardDuty User Guide, Managing accounts with AWS Organizations (guardduty_organizations)",
        absent: [],
    },
    "inspector2.amazonaws.com": {
        source: "Inspector User Guide, Designating a delegated administrator: Inspector is a Regional service",
        absent: ["ap-southeast-6"],
    },
    "macie.amazonaws.com": {
        source: "Macie User Guide, Considerations for using Macie with AWS Organizations: Macie is a Regional service",
        absent: [...recent, "us-gov-east-1", "us-gov-west-1"],
    },
    "securityhub.amazonaws.com": {
        source: "Security Hub User Guide, Designating the delegated administrator without central configuration",
        absent: [],
    },
};

/** Those of the governed regions in which the service has an endpoint. */
export function servedRegions(service: string, governed: readonly string[]): readonly string[] {
    const absent = Object.hasOwn(regionalDelegations, service) ? regionalDelegations[service]!.absent : [];
    return governed.filter((region) => !absent.includes(region));
}

/** Those of the governed regions besides the home region in which the service needs its administrator too. */
export function delegatedIn(service: string, governed: readonly string[], home: string): readonly string[] {
    const regional = Object.hasOwn(regionalDelegations, service) ? regionalDelegations[service] : undefined;
    if (regional === undefined) return [];
    return servedRegions(service, governed).filter((region) => region !== home);
}
