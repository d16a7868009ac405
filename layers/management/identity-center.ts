import * as pulumi from "@pulumi/pulumi";
import type * as aws from "../../components/aws";
import { type AccessConfig, adminGroup, type ManagementConfig } from "../../config";
import { Assignments } from "../../components/identity-center/assignments";
import { Directory } from "../../components/identity-center/directory";
import { PermissionSet } from "../../components/identity-center/permission-set";
import { formerKeys } from "../shared/former-names";
import { buildPermissionSet, findIdentityCenter, type IdentityCenter } from "../shared/find-identity-center";
import { refuse } from "../shared/stack-config";
import { readStackOutputs } from "../shared/stack-outputs";
import type { AwsSnapshot } from "../../aws/snapshot";

const adminSession = 7200;

/** Identity Center as far as the management stack uses it. */
export interface ManagementCenter extends IdentityCenter {
    /** Roles of people in the management account, by the group that may assume them. */
    readonly rolesOfGroups: Readonly<Record<string, readonly string[]>>;
    /** Former names of groups, by the present one. */
    readonly formerGroups: Readonly<Record<string, readonly string[]>>;
}

/** Identity Center, where the config uses it. It needs the organization and one click in the console, so the very first run skips it. */
export async function identityCenterOf(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    provider: aws.Provider,
    region: string,
): Promise<ManagementCenter | undefined> {
    if (!config.identity.includes("identity-center")) return undefined;
    if (snapshot.organization === undefined) {
        void pulumi.log.info(
            `Identity Center follows in the next run: switch it on in the console, region ${region}, once the organization is there`,
        );
        return undefined;
    }
    const { synced } = config.identityCenter;
    const here = await readRolesOfGroups(rolesHere(config).map(({ role }) => role));
    const { rolesOfGroups, directoryGroups, ...more } = here;
    const groups = {
        ...(synced ? { [adminGroup]: adminGroup } : {}),
        ...Object.fromEntries(Object.keys(rolesOfGroups).map((name) => [name, directoryGroups[name] ?? name])),
    };
    const center = await findIdentityCenter(provider, region, { groups, users: [], synced });
    return "instanceArn" in center ? { ...center, rolesOfGroups, ...more } : refuse(center);
}

/** Roles that people have in the management account, by the config's `access`. */
export function rolesHere({ access }: ManagementConfig): readonly AccessConfig[] {
    return access.filter(({ accounts, principals }) => principals === undefined && accounts.includes("management"));
}

/** What the security stack's outputs say about its groups. */
interface GroupsHere extends Pick<ManagementCenter, "rolesOfGroups" | "formerGroups"> {
    /** Names in the directory, by group. */
    readonly directoryGroups: Readonly<Record<string, string>>;
}

/** Which of these roles a group has is an output of the security stack, to which the groups belong. */
async function readRolesOfGroups(here: readonly string[]): Promise<GroupsHere> {
    if (here.length === 0) return { rolesOfGroups: {}, formerGroups: {}, directoryGroups: {} };
    const {
        groups,
        formerGroups = {},
        directoryGroups = {},
    } = (await readStackOutputs("security")) as {
        readonly groups?: Readonly<Record<string, readonly string[]>>;
        readonly formerGroups?: ManagementCenter["formerGroups"];
        readonly directoryGroups?: Readonly<Record<string, string>>;
    };
    if (groups === undefined)
        void pulumi.log.info(
            `no group has ${here.join(", ")} in the management account yet: run \`pulumi up --stack security\`, then this again`,
        );
    const given = Object.entries(groups ?? {}).map(
        ([group, roles]) => [group, roles.filter((role) => here.includes(role))] as const,
    );
    return {
        rolesOfGroups: Object.fromEntries(given.filter(([, roles]) => roles.length > 0)),
        formerGroups,
        directoryGroups,
    };
}

/** Permission sets of people in the management account. They are assigned here, since AWS lets only the account's own credentials do it. */
export function buildRolesOfIdentityCenter(
    config: ManagementConfig,
    { instanceArn, known, rolesOfGroups, formerGroups }: ManagementCenter,
    opts: pulumi.ComponentResourceOptions,
): void {
    const account = { key: "management", id: config.management.id, formerly: [] };
    for (const access of rolesHere(config)) {
        const names = Object.keys(rolesOfGroups).filter((group) => rolesOfGroups[group]!.includes(access.role));
        const groups = names.map((name) => ({
            name,
            id: known.groups[name]!,
            formerly: formerKeys(formerGroups[name]),
        }));
        buildPermissionSet(instanceArn, access, groups, [account], opts);
    }
}

/**
 * The admins' way into the management account by Identity Center. It is here, since a delegated administrator can neither
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
            groups: [{ name: adminGroup, directoryName: adminGroup, formerly: [] }],
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
            kept: ["description", "sessionDuration"],
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
                    group: [adminGroup],
                    account: ["management"],
                    groupId: directory.groupIds[adminGroup]!,
                    accountId: config.management.id,
                },
            ],
        },
        { ...opts, dependsOn: set },
    );
}
