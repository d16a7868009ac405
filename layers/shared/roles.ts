import type * as pulumi from "@pulumi/pulumi";
import type * as aws from "../../components/aws";
import type { AccessConfig, ManagementOutputs } from "../../config";
import { CrossAccountRole } from "../../components/access/cross-account-role";
import { trustPolicy, type Trust } from "../../components/access/trust";
import { refusal } from "./stack-config";

/** A role as its users need it, raw material of a profile. */
export interface RoleOutput {
    readonly arn: string;
    readonly mfa: boolean;
    /** Seconds. */
    readonly mfaAge: number;
    /** Seconds. */
    readonly session: number;
}

/** The roles of the map that stand in an account, by name. Those of people are Identity Center's where it alone is used. */
export function rolesOf(
    key: string,
    { access, identity }: Pick<ManagementOutputs, "access" | "identity">,
): readonly AccessConfig[] {
    return access.filter(
        ({ accounts, principals }) =>
            accounts.includes(key) && (principals !== undefined || identity.includes("users")),
    );
}

/** Registers the roles of the map that stand in an account. */
export function buildRoles(
    key: string,
    management: ManagementOutputs,
    opts: pulumi.ComponentResourceOptions,
): Readonly<Record<string, RoleOutput>> {
    const roles: Record<string, RoleOutput> = {};
    for (const role of rolesOf(key, management)) {
        buildRole(role, roleTrust(role, factsOf(management)), opts);
        roles[role.role] = roleOutput(role, key, management);
    }
    return roles;
}

/** Registers a role of the map in the account that `opts` lead to. */
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

export function roleOutput(role: AccessConfig, key: string, management: ManagementOutputs): RoleOutput {
    const { mfa, mfaAge, session } = role;
    return { arn: roleArn(role.role, key, management), mfa, mfaAge, session };
}

/** ARN of a role of the map in an account. Computed, so that neither side waits for the other. */
export function roleArn(
    role: string,
    key: string,
    { accounts, management, partition }: Pick<ManagementOutputs, "accounts" | "management" | "partition">,
): string {
    const id = key === "management" ? management.id : accounts[key]!.id!;
    return `arn:${partition}:iam::${id}:role/${role}`;
}

/** What trusts are made of, besides the role. */
export interface TrustFacts {
    readonly partition: string;
    readonly organizationId: string;
    /** Id of the security account, which has the users. */
    readonly securityId: string;
    /** Ids of all accounts of the organization. */
    readonly accountIds: readonly string[];
}

function factsOf({ accounts, management, organization, partition }: ManagementOutputs): TrustFacts {
    const securityId = accounts["security"]?.id;
    if (securityId === undefined || securityId === null) {
        throw refusal(
            "the users stand in an account of the key `security`, and there is none; add to Pulumi.management.yaml: accounts: { security: { unit: … } }, and run `pulumi up --stack management`",
        );
    }
    const ids = Object.values(accounts).flatMap(({ id }) => (id === null ? [] : [id]));
    return { partition, organizationId: organization.id, securityId, accountIds: [management.id, ...ids] };
}

/** Who may assume a role of the map: users of the security account, or the principals that it names. */
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

/** One statement for each account that the principals are of. */
function principalTrusts(role: AccessConfig, { partition, organizationId, accountIds }: TrustFacts): readonly Trust[] {
    const named = new Map<string, readonly string[] | "all">();
    for (const principal of role.principals ?? []) {
        refuseFederation(role.role, principal);
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

/** A session is known by its role's ARN (`aws:PrincipalArn`). */
function principalOf(arn: string): string {
    const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)/u.exec(arn);
    return session === null ? arn : `arn:${session[1]!}:iam::${session[2]!}:role/${session[3]!}`;
}

/** Whoever holds a token of the provider would come in: the map has no word for which subjects may. */
function refuseFederation(role: string, principal: string): void {
    if (!/:(?:oidc|saml)-provider\//u.test(principal)) return;
    throw refusal(
        `access.${role}.principals: ${principal} is an identity provider, and the role could not say which of its subjects it means; name a role that they assume first (as \`ci\` makes)`,
    );
}
