import type * as pulumi from "@pulumi/pulumi";
import type { SecurityConfig } from "../../config";
import { Assignments } from "../../components/identity-center/assignments";
import { Directory } from "../../components/identity-center/directory";
import { PermissionSet } from "../../components/identity-center/permission-set";
import type { IdentityCenter, SoughtPeople } from "../identity-center";
import type { ManagementOutputs } from "../../config/management-outputs";

/** Whom others make: everybody where the identity provider does, else the admins, who are people of the management stack already. */
export function soughtPeople(
    { groups, users }: SecurityConfig,
    { admins, identityCenter }: Pick<ManagementOutputs, "admins" | "identityCenter">,
): SoughtPeople {
    return identityCenter.synced
        ? { groups: groups.map(({ name }) => name), users: [] }
        : { groups: [], users: users.map(({ name }) => name).filter((name) => admins.includes(name)) };
}

/**
 * The map as Identity Center has it: a permission set for each role of people, assigned to the groups in the accounts that have
 * it. Not in the management account: AWS lets only its own credentials assign there.
 */
export function buildIdentityCenter(
    config: SecurityConfig,
    management: ManagementOutputs,
    { instanceArn, identityStoreId, known }: IdentityCenter,
    opts: pulumi.ComponentResourceOptions,
): void {
    const directory = new Directory(
        "directory",
        {
            identityStoreId,
            groups: config.groups.map(({ name }) => name),
            users: management.identityCenter.synced ? [] : config.users,
            known,
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
