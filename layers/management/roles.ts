import * as pulumi from "@pulumi/pulumi";
import type { AwsSnapshot } from "../../aws/snapshot";
import { findTargetId } from "../../aws/snapshot-target";
import { adminTrust } from "../../components/access/organization-access-role";
import { ciDeployRoleName, ciPreviewRoleName, ciTrusts, earlierCiTrusts } from "../../components/identity/ci-roles";
import type { ManagementConfig } from "../../config";
import { securityKey } from "../../config/names";
import type { OwnStack } from "../shared/own-stack";
import { trustsOfCi, trustsOfMap, type RoleTrusted } from "../shared/role-trusts";
import { buildRole, rolesOf, rolesWithTrust, trustedRoles } from "../shared/roles";
import type { PeopleNames } from "../shared/spelling";
import type { Registered } from "./governance";
import { adminMfaAge } from "./identities";

/**
 * Roles that `access` puts into the management account by name; `*` does not include it. They are in this stack, as the account has no
 * other.
 */
export function buildManagementRoles(
    config: ManagementConfig,
    { snapshot, own, organization, accounts }: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    const security = accounts[securityKey];
    const { partition } = snapshot;
    const memberIds = pulumi.all(Object.values(accounts).map(({ accountId }) => accountId));
    const facts = pulumi.all([organization.organizationId, security?.accountId, memberIds]);
    // Which roles are registered must be known before any account id is.
    const unknown = { partition, organizationId: "", securityId: security && "", accountIds: [] };
    for (const { role } of trustedRoles(rolesOf("management", config), unknown, own)) {
        const trust = facts.apply(([organizationId, securityId, ids]) => {
            const known = { partition, organizationId, securityId, accountIds: [config.management.id, ...ids] };
            return trustedRoles([role], known, own)[0]!.trust;
        });
        buildRole(role, trust, opts);
    }
}

/**
 * Trust policies that this run gives to roles of the management account. In an organization that does not exist yet, nobody could assume
 * one so far.
 */
export function managementTrusts(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    own: OwnStack,
    names: PeopleNames,
): readonly RoleTrusted[] {
    const { partition } = snapshot;
    const { id: accountId, roleName } = config.management;
    const ids = config.accounts.flatMap(({ key }) => findTargetId(`account:${key}`, config, snapshot) ?? []);
    const hasSecurity = config.accounts.some(({ key, state }) => key === securityKey && state === "active");
    const facts = {
        partition,
        organizationId: snapshot.organization?.id ?? "",
        securityId: hasSecurity ? (findTargetId(`account:${securityKey}`, config, snapshot) ?? "") : undefined,
        accountIds: [accountId, ...ids],
    };
    const admins = config.admins.map(({ name }) => names.user(name));
    return [
        ...trustsOfMap(rolesWithTrust(rolesOf("management", config), facts, own)),
        ...ciRolesTrusted(config, partition),
        ...(config.overwriteAccessRole
            ? []
            : [
                  {
                      name: roleName,
                      trust: adminTrust({ accountId, partition, admins, mfaAge: adminMfaAge }),
                      path: "management.roleName",
                      cure: "name people in admins; or, if they may lose their way in, say so: management: { overwrite: true }",
                  },
              ]),
    ];
}

function ciRolesTrusted(
    { ci, company: { short }, management }: Pick<ManagementConfig, "ci" | "company" | "management">,
    partition: string,
): readonly RoleTrusted[] {
    if (ci === undefined) return [];
    const args = { ...ci, accountId: management.id, partition };
    const [now, earlier] = [ciTrusts(args), earlierCiTrusts(args)];
    return trustsOfCi([
        { name: ciPreviewRoleName(short), trust: now.preview, earlier: earlier.preview },
        { name: ciDeployRoleName(short), trust: now.deploy, earlier: earlier.deploy },
    ]);
}
