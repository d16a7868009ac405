import type * as pulumi from "@pulumi/pulumi";
import type { SecurityConfig } from "../../config";
import { Assignments } from "../../components/identity-center/assignments";
import { Directory } from "../../components/identity-center/directory";
import { PermissionSet } from "../../components/identity-center/permission-set";
import type { IdentityCenter } from "../identity-center";
import type { ManagementOutputs } from "../../config/management-outputs";

/**
 * The map as Identity Center has it: a permission set for each role of people, assigned to the groups in the accounts that have
 * it. Not in the management account: AWS lets only its own credentials assign there.
 */
export function buildIdentityCenter(
    config: SecurityConfig,
    management: ManagementOutputs,
    { instanceArn, identityStoreId }: IdentityCenter,
    opts: pulumi.ComponentResourceOptions,
): void {
    const directory = new Directory(
        "directory",
        {
            identityStoreId,
            groups: config.groups.map(({ name }) => name),
            // Admins are people of the management stack already: a name is there once.
            users: config.users.map((user) => ({ ...user, isFound: management.admins.includes(user.name) })),
            synced: management.identityCenter.synced,
        },
        opts,
    );
    for (const access of management.access.filter(({ principals }) => principals === undefined)) {
        const { role, description, session, managedPolicies, inline, boundary } = access;
        const set = new PermissionSet(
            `permission-set-${role}`,
            {
                instanceArn,
                setName: role,
                description,
                session,
                managedPolicies,
                ...(inline === undefined ? {} : { inline: { ...inline } }),
                ...(boundary === undefined ? {} : { boundary }),
            },
            opts,
        );
        const members = access.accounts.filter((key) => key !== "management");
        const assignments = config.groups
            .filter(({ roles }) => roles.includes(role))
            .flatMap(({ name }) =>
                members.map((key) => ({
                    key: `${name}-${key}`,
                    groupId: directory.groupIds[name]!,
                    accountId: management.accounts[key]!.id!,
                })),
            );
        // After the whole set, lest it be provisioned while it still changes; and so that it goes before the set's policies do.
        new Assignments(
            `assignments-${role}`,
            { instanceArn, permissionSetArn: set.setArn, assignments },
            { ...opts, dependsOn: set },
        );
    }
}
