import type * as pulumi from "@pulumi/pulumi";
import type { ManagementOutputs, SecurityConfig } from "../../config";
import { Directory } from "../../components/identity-center/directory";
import { buildPermissionSet, type IdentityCenter, type SoughtPeople } from "../shared/find-identity-center";

/** Whom others make: everybody where the identity provider does, else the admins, who are people of the management stack already. */
export function soughtPeople(
    { groups, users }: SecurityConfig,
    { admins, identityCenter }: Pick<ManagementOutputs, "admins" | "identityCenter">,
): SoughtPeople {
    const { synced } = identityCenter;
    return synced
        ? {
              synced,
              groups: Object.fromEntries(groups.map(({ name, directoryName }) => [name, directoryName])),
              users: [],
          }
        : { synced, groups: {}, users: users.map(({ name }) => name).filter((name) => admins.includes(name)) };
}

/**
 * The map as Identity Center has it: a permission set for each role of people, assigned to the groups in the accounts that have
 * it. Not in the management account: AWS lets only its own credentials assign there (layers/management/identity-center).
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
            groups: config.groups,
            users: management.identityCenter.synced ? [] : config.users,
            known,
        },
        opts,
    );
    for (const access of management.access.filter(({ principals }) => principals === undefined)) {
        const members = access.accounts
            .filter((key) => key !== "management")
            .map((key) => {
                const { id, formerly } = management.accounts[key]!;
                return { key, id: id!, ...(formerly === undefined ? {} : { formerly }) };
            });
        if (members.length === 0) continue;
        const groups = config.groups
            .filter(({ roles }) => roles.includes(access.role))
            .map((group) => ({ ...group, id: directory.groupIds[group.name]! }));
        buildPermissionSet(instanceArn, access, groups, members, opts);
    }
}
