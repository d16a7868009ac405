import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { refusal } from "../shared/stack-config";
import { buildRole, rolesOf, roleTrust, type TrustFacts } from "../shared/roles";
import type { Registered } from "./governance";

/** The roles of the map that name the management account, which `*` never does: they have no stack of their own to stand in. */
export function buildManagementRoles(
    config: ManagementConfig,
    { living, organization, accounts }: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    const roles = rolesOf("management", config);
    if (roles.length === 0) return;
    const security = accounts["security"];
    if (security === undefined) {
        throw refusal(
            "access names the management account, and the users that it is meant for stand in an account of the key `security`; add to accounts: security: { unit: … }",
        );
    }
    const memberIds = pulumi.all(Object.values(accounts).map(({ accountId }) => accountId));
    const facts: pulumi.Output<TrustFacts> = pulumi
        .all([organization.organizationId, security.accountId, memberIds])
        .apply(([organizationId, securityId, ids]) => ({
            partition: living.partition,
            organizationId,
            securityId,
            accountIds: [config.management.id, ...ids],
        }));
    for (const role of roles)
        buildRole(
            role,
            facts.apply((known) => roleTrust(role, known)),
            opts,
        );
}
