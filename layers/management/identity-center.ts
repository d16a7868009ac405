import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { Assignments } from "../../components/identity-center/assignments";
import { Directory } from "../../components/identity-center/directory";
import { PermissionSet } from "../../components/identity-center/permission-set";
import { findIdentityCenter, type IdentityCenter } from "../identity-center";
import { refuse } from "../stack-config";
import type { Living } from "./living";

/** No name that a group of the security layer would have. */
const adminGroup = "organization-admins";
const adminSession = 7200;

/** Identity Center, where it is used. It needs the organization and a click in the console first, so the very first run goes without. */
export async function identityCenterOf(
    config: ManagementConfig,
    living: Living,
    provider: aws.Provider,
    region: string,
): Promise<IdentityCenter | undefined> {
    if (!config.identity.includes("identity-center")) return undefined;
    if (living.organization === undefined) {
        void pulumi.log.info(
            `Identity Center follows in the next run: switch it on in the console, region ${region}, once the organization is there`,
        );
        return undefined;
    }
    const groups = config.identityCenter.synced ? [adminGroup] : [];
    const center = await findIdentityCenter(provider, region, { groups, users: [] });
    return "instanceArn" in center ? center : refuse(center);
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
