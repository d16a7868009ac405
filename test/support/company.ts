import { parseManagement, type ManagementConfig, type RawConfig } from "../../config";
import { formatFaults } from "../../config/faults/format-faults";
import type { AwsSnapshot, AwsOrganization } from "../../aws/snapshot";

/** A small company, which tests change as they need. */
export const acme = {
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: "111111111111" },
    units: ["security", "workloads/prd", "suspended"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    admins: ["ada.lovelace"],
} as const;

/** The management config of `acme` with changes; throws if it has faults. */
export function managementConfig(changes: RawConfig = {}): ManagementConfig {
    const parsed = parseManagement({ ...acme, ...changes }, { region: "us-east-1" });
    if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
    return parsed.value;
}

/** The management account before anything is created. */
export const brandNew: AwsSnapshot = {
    caller: { accountId: "111111111111", arn: "arn:aws:iam::111111111111:user/mgmt-org-admin" },
    partition: "aws",
    organization: undefined,
    githubAudiences: [],
};

/** An account with an organization. */
export function snapshotWith(organization: Partial<AwsOrganization> = {}): AwsSnapshot {
    return {
        ...brandNew,
        organization: {
            id: "o-exampleorgid",
            featureSet: "ALL",
            managementAccountId: "111111111111",
            managementParentId: "r-abcd",
            rootId: "r-abcd",
            policyTypes: [],
            services: [],
            accounts: [],
            units: new Map(),
            oddUnits: [],
            policies: [],
            delegations: new Set(),
            delegationsElsewhere: new Set(),
            delegationsUnknown: new Set(),
            ...organization,
        },
    };
}
