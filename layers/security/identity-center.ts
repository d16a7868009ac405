import type * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { identityCenterThings } from "../../aws/identity-center-things";
import type { AccessConfig, ManagementOutputs, SecurityConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { formerKeys } from "../shared/former-names";
import { nameOf, resourceNamed, type OwnStack } from "../shared/own-stack";
import { Directory } from "../../components/identity-center/directory";
import { buildPermissionSet, type IdentityCenter, type SoughtPeople } from "../shared/find-identity-center";

/**
 * Names that this stack does not create: all of them if an identity provider brings them, otherwise the admins, who are in the management
 * stack.
 */
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
 * Groups that are renamed to a name that another group of the directory already has: that group would be imported, and the renamed one
 * deleted.
 */
export async function directoryRenameFaults(
    { groups }: Pick<SecurityConfig, "groups">,
    { identityStoreId, known }: Pick<IdentityCenter, "identityStoreId" | "known">,
    options: ClientOptions,
    { resources }: OwnStack,
): Promise<readonly Fault[]> {
    const own = new Set(
        resources.flatMap(({ type, urn }) => (type === "aws:identitystore/group:Group" ? [nameOf(urn)] : [])),
    );
    const has = (name: string): boolean => own.has(`directory-group-${name}`);
    const find = identityCenterThings(options)["aws:identitystore/group:Group"];
    const judged = groups
        .filter(({ name, formerly }) => known.groups[name] === undefined && !has(name) && formerly.some(has))
        .map(async ({ name, directoryName, formerly }): Promise<readonly Fault[]> => {
            const there = formerly.flatMap((each) => resourceNamed({ resources }, `directory-group-${each}`) ?? [])[0];
            if (String(there?.outputs["displayName"]).toLowerCase() === directoryName.toLowerCase()) return [];
            // If they may not be listed, AWS reports it.
            const found = await find({ identityStoreId, displayName: directoryName }).catch(() => undefined);
            if (found === undefined) return [];
            return [
                {
                    severity: "fault",
                    path: formatPath(["groups", name, "formerly"]),
                    value: formerly.at(-1)!,
                    message: `is to be renamed, and the directory has another group ${directoryName} already`,
                    cure: "give it a name that is free, here or by directoryName; or rename or delete the other one first",
                },
            ];
        });
    return (await Promise.all(judged)).flat();
}

/** Roles of `access` that are permission sets of this stack: those that people have in member accounts. */
export function setsHere({ access }: Pick<ManagementOutputs, "access">): readonly AccessConfig[] {
    return access.filter(
        ({ accounts, principals }) => principals === undefined && accounts.some((key) => key !== "management"),
    );
}

/**
 * `access` as Identity Center has it: one permission set for each role of people, assigned to the groups in their accounts. The management
 * account is left out, since AWS lets only its own credentials assign there (layers/management/identity-center).
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
    for (const access of setsHere(management)) {
        const members = access.accounts
            .filter((key) => key !== "management")
            .map((key) => {
                const { id, formerly } = management.accounts[key]!;
                return { key, id: id!, formerly: formerKeys(formerly) };
            });
        const groups = config.groups
            .filter(({ roles }) => roles.includes(access.role))
            .map((group) => ({ ...group, id: directory.groupIds[group.name]! }));
        buildPermissionSet(instanceArn, access, groups, members, opts);
    }
}
