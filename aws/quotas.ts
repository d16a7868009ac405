/** The quota of accounts in an organization, as Service Quotas names it. */
export const accountQuota = {
    service: "organizations",
    code: "L-29A0C5DF",
    /** Service Quotas knows Organizations in this region only. */
    region: "us-east-1",
    /** Until AWS raises it; new organizations may get fewer. AWS Organizations User Guide, Quotas; read 2026-11-25. */
    initial: 10,
} as const;
