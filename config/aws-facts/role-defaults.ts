/** What a role gets if the config says nothing. */
export interface RoleDefaults {
    /** Greatest age of the MFA proof, in seconds. */
    readonly mfaAge: number;
    /** Longest session, in seconds. */
    readonly session: number;
    /** Names of AWS managed policies. Empty: the config must name some. */
    readonly policies: readonly string[];
    readonly description: string;
}

const halfADay = 43_200;
const hour = 3600;

/** For a role of any other name: the values of DevOps in binbash Leverage. */
const otherRoleDefaults: RoleDefaults = { mfaAge: halfADay, session: hour, policies: [], description: "" };

/**
 * The roles of binbash Leverage with their values (binbashar/le-tf-infra-aws, `base-identities` of its accounts). Every role of people
 * needs MFA here; there, Auditor and DeployMaster did not.
 */
const roleDefaults: Readonly<Record<string, RoleDefaults>> = {
    OrganizationAccountAccessRole: {
        mfaAge: hour,
        session: 2 * hour,
        policies: ["AdministratorAccess"],
        description: "Administers the whole organization",
    },
    DevOps: { mfaAge: halfADay, session: hour, policies: ["PowerUserAccess"], description: "Runs the workloads" },
    Auditor: {
        mfaAge: halfADay,
        session: hour,
        policies: ["ReadOnlyAccess", "SecurityAudit"],
        description: "Reads all, changes nothing",
    },
    DeployMaster: {
        mfaAge: halfADay,
        session: 3 * hour,
        policies: ["PowerUserAccess"],
        description: "Deploys the workloads",
    },
    FinOps: {
        mfaAge: halfADay,
        session: hour,
        policies: ["Billing", "ViewOnlyAccess"],
        description: "Watches over costs",
    },
    // An addition to binbash's roles: CIS AWS Foundations 2.15 requires it in every account.
    Support: {
        mfaAge: halfADay,
        session: hour,
        policies: ["AWSSupportAccess"],
        description: "Opens and follows cases with AWS Support",
    },
};

/** The defaults of a role, by name. */
export function defaultsOf(role: string): RoleDefaults {
    return Object.hasOwn(roleDefaults, role) ? roleDefaults[role]! : otherRoleDefaults;
}
