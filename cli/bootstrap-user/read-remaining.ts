import {
    GetRoleCommand,
    paginateListAttachedRolePolicies,
    paginateListMFADevices,
    type IAMClient,
} from "@aws-sdk/client-iam";
import { isAwsError } from "../../aws/error-codes";
import type { ManagementConfig } from "../../config";
import type { AdminState, Remaining, RoleState } from "./proof";

/** Reads the remaining access from IAM. An admin outside a session of the role may read little of it, which is no error here. */
export async function readRemaining(
    iam: IAMClient,
    { management, admins }: ManagementConfig,
    partition: string,
): Promise<Remaining> {
    return {
        role: await readRole(iam, management.roleName, partition),
        admins: await Promise.all(admins.map(async ({ name }) => readAdmin(iam, name))),
    };
}

async function readRole(client: IAMClient, RoleName: string, partition: string): Promise<RoleState | undefined> {
    try {
        const { Role } = await client.send(new GetRoleCommand({ RoleName }));
        const administrator = `arn:${partition}:iam::aws:policy/AdministratorAccess`;
        let administers = false;
        for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName }))
            administers ||= AttachedPolicies.some(({ PolicyArn }) => PolicyArn === administrator);
        return { trust: JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!)) as unknown, administers };
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity", "AccessDenied")) return undefined;
        throw error;
    }
}

async function readAdmin(client: IAMClient, name: string): Promise<AdminState> {
    try {
        let devices = 0;
        for await (const { MFADevices = [] } of paginateListMFADevices({ client }, { UserName: name }))
            devices += MFADevices.length;
        return { name, devices };
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return { name, devices: 0 };
        if (isAwsError(error, "AccessDenied")) return { name, devices: undefined };
        throw error;
    }
}
