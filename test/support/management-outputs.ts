import type { AccessConfig, RawConfig } from "../../config";
import type { ManagementOutputs } from "../../config/model/management-outputs";
import { managementConfig } from "./company";

/** Outputs of the management stack of `acme` (company.ts) after `up`. */
export function managementOutputs(changes: Partial<ManagementOutputs> = {}, raw: RawConfig = {}): ManagementOutputs {
    const config = managementConfig(raw);
    const account = (id: string, key: string, unit: string): ManagementOutputs["accounts"][string] => ({
        id,
        name: `acme-${key}`,
        alias: { name: `acme-${key}`, given: false },
        email: `aws+${key}@acme.example`,
        unit,
        state: "active",
        roleName: "OrganizationAccountAccessRole",
    });
    return {
        schema: 1,
        company: config.company,
        email: config.email,
        ownedDomains: config.ownedDomains,
        partition: "aws",
        region: "us-east-1",
        regions: ["us-east-1"],
        organization: { id: "o-exampleorgid", arn: "arn", rootId: "r-abcd" },
        management: {
            ...config.management,
            roleArn: "arn:aws:iam::111111111111:role/OrganizationAccountAccessRole",
        },
        accounts: {
            security: account("333333333333", "security", "security"),
            "apps-prd": account("222222222222", "apps-prd", "workloads/prd"),
        },
        access: config.access,
        identity: config.identity,
        identityCenter: config.identityCenter,
        admins: config.admins.map(({ name }) => name),
        breakGlass: config.breakGlass.map(({ name }) => name),
        ci: null,
        audit: null,
        ...changes,
    };
}

/** A role of `access` with all fields. */
export function accessRole(changes: Partial<AccessConfig> = {}): AccessConfig {
    return {
        role: "DevOps",
        accounts: ["apps-prd"],
        managedPolicies: ["arn:aws:iam::aws:policy/PowerUserAccess"],
        mfa: true,
        mfaAge: 43_200,
        session: 3600,
        description: "Runs the workloads",
        ...changes,
    };
}
