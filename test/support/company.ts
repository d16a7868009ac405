import { parseManagement, type ManagementConfig, type RawConfig } from "../../config";
import { formatFaults } from "../../config/faults/format-faults";
import type { AwsSnapshot, AwsOrganization } from "../../aws/snapshot";

/** A small company; tests change what they are about. */
export const acme = {
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: "111111111111" },
    units: ["security", "workloads/prd", "suspended"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    admins: ["ada.lovelace"],
} as const;

/** The management config of `acme` with changes; throws when it has faults. */
export function managementConfig(changes: RawConfig = {}): ManagementConfig {
    const parsed = parseManagement({ ...acme, ...changes }, { region: "us-east-1" });
    if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
    return parsed.value;
}

/** The management account before anything is made. */
export const brandNew: AwsSnapshot = {
    caller: { accountId: "111111111111", arn: "arn:aws:iam::111111111111:user/mgmt-org-admin" },
    partition: "aws",
    organization: undefined,
    githubAudiences: [],
};

/** An account that has an organization already. */
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
