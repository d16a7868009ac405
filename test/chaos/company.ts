import { shippedPolicyNames } from "../../policies/shipped";

/** The account that creates the organization. */
export const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

const unitPaths = [
    "security",
    "shared",
    "network",
    "suspended",
    "workloads/prd",
    "workloads/dev",
    "workloads/test",
    "data/prd",
    "sandbox",
];

/** Policies of all types, each attached to a unit: 12 of them. */
const policies = {
    "deny-leaving-organization": { targets: ["root"] },
    "deny-root-user": { targets: ["workloads"] },
    "deny-everything": { targets: ["suspended"] },
    "protect-access-roles": { targets: ["data"] },
    "protect-audit": { targets: ["account:security"] },
    "protect-encryption-defaults": { targets: ["shared"] },
    "protect-security-services": { targets: ["shared"] },
    "require-imdsv2": { targets: ["workloads/prd"] },
    "only-our-regions": { targets: ["workloads/prd", "data/prd"], with: { regions: ["us-east-1"] } },
    "required-tags": { targets: ["workloads"], with: { tags: { Owner: [] } } },
    "ai-services-opt-out": { targets: ["root"] },
    "default-backup": { targets: ["data/prd"], with: { regions: ["us-east-1"] } },
} as const satisfies Partial<Record<(typeof shippedPolicyNames)[number], object>>;

/** A company with `accounts` member accounts: ten units and twelve policies, or two of each if it is small. */
export function companyOf(accounts: number): Readonly<Record<string, unknown>> {
    const units = accounts < 10 ? ["security", "workloads"] : unitPaths;
    const members = Array.from({ length: accounts - 1 }, (_, index) => `apps-${String(index + 1).padStart(2, "0")}`);
    const homes = units.filter((unit) => unit !== "security" && unit !== "suspended");
    return {
        "aws:region": "us-east-1",
        company: { name: "acme", short: "ac" },
        email: account.email,
        management: { id: account.id },
        accountQuota: accounts + 10,
        organization: {
            policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY", "AISERVICES_OPT_OUT_POLICY"],
            services: ["cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com"],
        },
        units,
        accounts: {
            security: { unit: "security" },
            ...Object.fromEntries(members.map((key, index) => [key, { unit: homes[index % homes.length] }])),
        },
        policies:
            accounts < 10
                ? { "deny-leaving-organization": { targets: ["root"] }, "deny-root-user": { targets: ["workloads"] } }
                : policies,
        delegatedAdministrators: { security: ["cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com"] },
        access: {
            DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] },
            Auditor: { accounts: ["*", "management"], policies: ["SecurityAudit"] },
        },
        admins: ["ada.lovelace", "alan.turing"],
    };
}
