import * as pulumi from "@pulumi/pulumi";
import type * as aws from "../../components/aws";
import type { AccessConfig, ManagementOutputs } from "../../config";
import { CrossAccountRole } from "../../components/access/cross-account-role";
import { trustPolicy, type Trust } from "../../components/access/trust";
import { formatFaults } from "../../config/faults";
import { securityKey } from "../../config/names";
import type { OwnStack } from "./own-stack";

const roleType = "aws:iam/role:Role";

/** A role as its users need it, for a profile. */
export interface RoleOutput {
    readonly arn: string;
    readonly mfa: boolean;
    /** Greatest age of the MFA proof, in seconds. */
    readonly mfaAge: number;
    /** Longest session, in seconds. */
    readonly session: number;
}

/** The roles of `access` in an account, by name. Roles of people are Identity Center's if only that is used. */
export function rolesOf(
    key: string,
    { access, identity }: Pick<ManagementOutputs, "access" | "identity">,
): readonly AccessConfig[] {
    return access.filter(
        ({ accounts, principals }) =>
            accounts.includes(key) && (principals !== undefined || identity.includes("users")),
    );
}

/** Registers the roles of `access` in a member account. */
export function buildRoles(
    key: string,
    management: ManagementOutputs,
    own: Pick<OwnStack, "resources">,
    opts: pulumi.ComponentResourceOptions,
): Readonly<Record<string, RoleOutput>> {
    const facts = factsOf(management);
    const roles: Record<string, RoleOutput> = {};
    for (const { role, trust } of trustedRoles(rolesOf(key, management), facts, own)) {
        buildRole(role, trust, opts);
        roles[role.role] = roleOutput(role, key, management);
    }
    return roles;
}

/** Registers a role of `access` in the account of `opts`. */
export function buildRole(
    { role, description, session, managedPolicies, inline, boundary }: AccessConfig,
    trust: pulumi.Input<aws.iam.PolicyDocument>,
    opts: pulumi.ComponentResourceOptions,
): void {
    new CrossAccountRole(
        `role-${role}`,
        {
            roleName: role,
            description,
            trust,
            maxSession: session,
            managedPolicies,
            ...(inline === undefined ? {} : { inline: { ...inline } }),
            ...(boundary === undefined ? {} : { boundary }),
        },
        opts,
    );
}

/**
 * Roles with their trust policies. If the organization lacks the account with people's users, their roles wait for it, and an existing role
 * keeps its trust policy.
 */
export function trustedRoles(
    roles: readonly AccessConfig[],
    facts: AccountFacts,
    own: Pick<OwnStack, "resources">,
): readonly TrustedRole[] {
    const trusted = rolesWithTrust(roles, facts, own);
    const names = new Set(trusted.map(({ role }) => role.role));
    reportWaiting(roles.flatMap(({ role }) => (names.has(role) ? [] : [role])));
    return trusted;
}

/** A role of `access` with its trust policy. */
export interface TrustedRole {
    readonly role: AccessConfig;
    readonly trust: aws.iam.PolicyDocument;
}

/** The same, without a report. */
export function rolesWithTrust(
    roles: readonly AccessConfig[],
    { securityId, ...facts }: AccountFacts,
    { resources }: Pick<OwnStack, "resources">,
): readonly TrustedRole[] {
    const trusts = roles.map((role) => {
        if (securityId !== undefined) return { role, trust: roleTrust(role, { ...facts, securityId }) };
        if (role.principals !== undefined) return { role, trust: roleTrust(role, { ...facts, securityId: "" }) };
        const before = resources.find(({ type, outputs }) => type === roleType && outputs["name"] === role.role);
        const trust = before?.outputs["assumeRolePolicy"];
        return { role, trust: typeof trust === "string" ? (JSON.parse(trust) as aws.iam.PolicyDocument) : undefined };
    });
    return trusts.flatMap(({ role, trust }) => (trust === undefined ? [] : [{ role, trust }]));
}

function reportWaiting(roles: readonly string[]): void {
    if (roles.length === 0) return;
    void pulumi.log.warn(
        formatFaults([
            {
                severity: "warning",
                path: "access",
                value: roles.join(", "),
                message: `is left out of this run: the users of these roles are in the account ${securityKey}, which the organization does not have yet`,
                cure: `have it in accounts of Pulumi.management.yaml, and run pulumi up --stack management, which says what it waits for; then pulumi up --stack ${pulumi.getStack()}`,
            },
        ]),
    );
}

export function roleOutput(role: AccessConfig, key: string, management: ManagementOutputs): RoleOutput {
    const { mfa, mfaAge, session } = role;
    return { arn: roleArn(role.role, key, management), mfa, mfaAge, session };
}

/** ARN of a role of `access` in an account. It is computed, so that no stack waits for another. */
export function roleArn(
    role: string,
    key: string,
    { accounts, management, partition }: Pick<ManagementOutputs, "accounts" | "management" | "partition">,
): string {
    const id = key === "management" ? management.id : accounts[key]!.id!;
    return `arn:${partition}:iam::${id}:role/${role}`;
}

/** What trust policies depend on, besides the role. */
export interface TrustFacts {
    readonly partition: string;
    readonly organizationId: string;
    /** 12-digit id of the security account, which has the users. */
    readonly securityId: string;
    /** 12-digit ids of all accounts of the organization. */
    readonly accountIds: readonly string[];
}

/** The same for an organization that may not have the security account yet. */
export interface AccountFacts extends Omit<TrustFacts, "securityId"> {
    readonly securityId: string | undefined;
}

/** The facts in the management stack's outputs. */
export function factsOf({ accounts, management, organization, partition }: ManagementOutputs): AccountFacts {
    const ids = Object.values(accounts).flatMap(({ id }) => (id === null ? [] : [id]));
    return {
        partition,
        organizationId: organization.id,
        securityId: accounts[securityKey]?.id ?? undefined,
        accountIds: [management.id, ...ids],
    };
}

/** The trust policy of a role of `access`: for users of the security account, or for the principals that the role names. */
export function roleTrust(role: AccessConfig, facts: TrustFacts): aws.iam.PolicyDocument {
    return trustPolicy(
        "Trusted",
        role.principals === undefined ? [peopleTrust(role, facts)] : principalTrusts(role, facts),
    );
}

function peopleTrust(role: AccessConfig, { partition, organizationId, securityId }: TrustFacts): Trust {
    return {
        partition,
        accountId: securityId,
        organizationId,
        // Users, and no roles of that account: people prove MFA as users.
        principalArns: [`arn:${partition}:iam::${securityId}:user/*`],
        ...(role.mfa ? { mfaAge: role.mfaAge } : {}),
    };
}

/** One statement for each account that principals belong to. */
function principalTrusts(role: AccessConfig, { partition, organizationId, accountIds }: TrustFacts): readonly Trust[] {
    const named = new Map<string, readonly string[] | "all">();
    for (const principal of role.principals ?? []) {
        const isAccount = /^\d{12}$|:root$/u.test(principal);
        const id = principal.split(":")[4] ?? principal;
        const others = named.get(id) ?? [];
        named.set(id, isAccount || others === "all" ? "all" : [...others, principalOf(principal)]);
    }
    return [...named].map(([accountId, principalArns]) => ({
        partition,
        accountId,
        ...(accountIds.includes(accountId) ? { organizationId } : {}),
        ...(principalArns === "all" ? {} : { principalArns }),
        ...(role.mfa ? { mfaAge: role.mfaAge } : {}),
        ...(role.externalId === undefined ? {} : { externalId: role.externalId }),
    }));
}

/** A session is identified by its role's ARN (`aws:PrincipalArn`). */
function principalOf(arn: string): string {
    const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)/u.exec(arn);
    return session === null ? arn : `arn:${session[1]!}:iam::${session[2]!}:role/${session[3]!}`;
}
