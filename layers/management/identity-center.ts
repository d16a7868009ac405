import * as pulumi from "@pulumi/pulumi";
import type * as aws from "../../components/aws";
import type { AccessConfig, ManagementConfig } from "../../config";
import { Assignments } from "../../components/identity-center/assignments";
import { Directory } from "../../components/identity-center/directory";
import { PermissionSet } from "../../components/identity-center/permission-set";
import { buildPermissionSet, findIdentityCenter, type IdentityCenter } from "../identity-center";
import { refuse } from "../stack-config";
import { readStackOutputs } from "../stack-outputs";
import type { Living } from "./living";

/** No name that a group of the security layer would have. */
export const adminGroup = "organization-admins";
const adminSession = 7200;

/** Identity Center as the management stack works on it. */
export interface ManagementCenter extends IdentityCenter {
    /** Roles of people in the management account, by the group that has them. */
    readonly rolesOfGroups: Readonly<Record<string, readonly string[]>>;
}

/** Identity Center, where it is used. It needs the organization and a click in the console first, so the very first run goes without. */
export async function identityCenterOf(
    config: ManagementConfig,
    living: Living,
    provider: aws.Provider,
    region: string,
): Promise<ManagementCenter | undefined> {
    if (!config.identity.includes("identity-center")) return undefined;
    if (living.organization === undefined) {
        void pulumi.log.info(
            `Identity Center follows in the next run: switch it on in the console, region ${region}, once the organization is there`,
        );
        return undefined;
    }
    const { synced } = config.identityCenter;
    const rolesOfGroups = await readRolesOfGroups(rolesHere(config).map(({ role }) => role));
    const groups = [...(synced ? [adminGroup] : []), ...Object.keys(rolesOfGroups)];
    const center = await findIdentityCenter(provider, region, { groups, users: [], synced });
    return "instanceArn" in center ? { ...center, rolesOfGroups } : refuse(center);
}

function rolesHere({ access }: ManagementConfig): readonly AccessConfig[] {
    return access.filter(({ accounts, principals }) => principals === undefined && accounts.includes("management"));
}

/** Which of these roles a group has, the security stack says: the groups are its own. */
async function readRolesOfGroups(here: readonly string[]): Promise<ManagementCenter["rolesOfGroups"]> {
    if (here.length === 0) return {};
    const { groups } = (await readStackOutputs("security")) as {
        readonly groups?: Readonly<Record<string, readonly string[]>>;
    };
    if (groups === undefined)
        void pulumi.log.info(
            `no group has ${here.join(", ")} in the management account yet: run \`pulumi up --stack security\`, then this again`,
        );
    const given = Object.entries(groups ?? {}).map(
        ([group, roles]) => [group, roles.filter((role) => here.includes(role))] as const,
    );
    return Object.fromEntries(given.filter(([, roles]) => roles.length > 0));
}

/** The roles of the map that people have in the management account: only its own credentials may assign there. */
export function buildRolesOfIdentityCenter(
    config: ManagementConfig,
    { instanceArn, known, rolesOfGroups }: ManagementCenter,
    opts: pulumi.ComponentResourceOptions,
): void {
    const account = { key: "management", id: config.management.id };
    for (const access of rolesHere(config)) {
        const groups = Object.keys(rolesOfGroups).filter((group) => rolesOfGroups[group]!.includes(access.role));
        const groupIds = Object.fromEntries(groups.map((group) => [group, known.groups[group]!]));
        buildPermissionSet(instanceArn, access, groupIds, [account], opts);
    }
}

/**
 * The admins' way into the management account by Identity Center. It stands here, since a delegated administrator can neither
 * assign in the management account nor change a permission set that is assigned there.
 */
export function buildAdminsOfIdentityCenter(
    config: ManagementConfig,
    { instanceArn, identityStoreId, known }: IdentityCenter,
    partition: string,
    opts: pulumi.ComponentResourceOptions,
): void {
    const directory = new Directory(
        "directory",
        {
            identityStoreId,
            groups: [adminGroup],
            users: config.identityCenter.synced
                ? []
                : config.admins.map(({ name }) => ({ name, groups: [adminGroup] })),
            known,
        },
        opts,
    );
    const set = new PermissionSet(
        "permission-set-admins",
        {
            instanceArn,
            // The access roles of members let this set's role in, by this name (layers/member/access-role).
            setName: config.management.roleName,
            description: "Administers the whole organization",
            session: adminSession,
            managedPolicies: [`arn:${partition}:iam::aws:policy/AdministratorAccess`],
        },
        opts,
    );
    new Assignments(
        "assignments-admins",
        {
            instanceArn,
            permissionSetArn: set.setArn,
            assignments: [
                {
                    key: `${adminGroup}-management`,
                    groupId: directory.groupIds[adminGroup]!,
                    accountId: config.management.id,
                },
            ],
        },
        { ...opts, dependsOn: set },
    );
}
