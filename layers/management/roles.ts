import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { securityKey } from "../../config/names";
import { buildRole, rolesOf, trustedRoles } from "../shared/roles";
import type { Registered } from "./governance";

/** The roles of the map that name the management account, which `*` never does: they have no stack of their own to be in. */
export function buildManagementRoles(
    config: ManagementConfig,
    { living, own, organization, accounts }: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    const security = accounts[securityKey];
    const { partition } = living;
    const memberIds = pulumi.all(Object.values(accounts).map(({ accountId }) => accountId));
    const facts = pulumi.all([organization.organizationId, security?.accountId, memberIds]);
    // Which of them are registered is known before the ids are.
    const unknown = { partition, organizationId: "", securityId: security && "", accountIds: [] };
    for (const { role } of trustedRoles(rolesOf("management", config), unknown, own)) {
        const trust = facts.apply(([organizationId, securityId, ids]) => {
            const known = { partition, organizationId, securityId, accountIds: [config.management.id, ...ids] };
            return trustedRoles([role], known, own)[0]!.trust;
        });
        buildRole(role, trust, opts);
    }
}
