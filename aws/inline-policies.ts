/** Documents that a role, or a permission set, has: its trust, and what it may do of its own. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import { identityCenterThings } from "./identity-center-things";

/** The role's trust policy; undefined where there is no such role. Throws AWS's error when it may not be read. */
export async function trustOf(options: ClientOptions, RoleName: string): Promise<string | undefined> {
    const iam = await import("@aws-sdk/client-iam");
    try {
        const found = await awsClient(iam.IAMClient, options).send(new iam.GetRoleCommand({ RoleName }));
        // IAM writes it as a URL does (IAM API, GetRole).
        return decodeURIComponent(found.Role!.AssumeRolePolicyDocument!);
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}

/** The role's own policy of that name; undefined where there is none. Throws AWS's error when it may not be read. */
export async function rolePolicy(
    options: ClientOptions,
    RoleName: string,
    PolicyName: string,
): Promise<string | undefined> {
    const iam = await import("@aws-sdk/client-iam");
    const client = awsClient(iam.IAMClient, options);
    try {
        const found = await client.send(new iam.GetRolePolicyCommand({ RoleName, PolicyName }));
        // IAM writes it as a URL does (IAM API, GetRolePolicy).
        return found.PolicyDocument && decodeURIComponent(found.PolicyDocument);
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}

/** The own policy of the permission set of that name, so too. */
export function permissionSetPolicies(
    options: ClientOptions,
    instanceArn: string,
): (name: string) => Promise<string | undefined> {
    const find = identityCenterThings(options)["aws:ssoadmin/permissionSet:PermissionSet"];
    return async (name) => {
        const found = await find({ instanceArn, name });
        if (found === undefined) return undefined;
        const sdk = await import("@aws-sdk/client-sso-admin");
        const input = { InstanceArn: instanceArn, PermissionSetArn: found.id.slice(0, found.id.indexOf(",")) };
        const command = new sdk.GetInlinePolicyForPermissionSetCommand(input);
        return (await awsClient(sdk.SSOAdminClient, options).send(command)).InlinePolicy;
    };
}
