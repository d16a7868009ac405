/** Policy documents of roles, groups and permission sets: trust policies and inline policies. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import { identityCenterThings } from "./identity-center-things";
import { collect } from "./snapshot";

/** The role's trust policy; undefined if the role does not exist. Throws AWS's error if it may not be read. */
export async function trustOf(options: ClientOptions, RoleName: string): Promise<string | undefined> {
    const iam = await import("@aws-sdk/client-iam");
    try {
        const found = await awsClient(iam.IAMClient, options).send(new iam.GetRoleCommand({ RoleName }));
        // IAM returns it URL-encoded (IAM API, GetRole).
        return decodeURIComponent(found.Role!.AssumeRolePolicyDocument!);
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}

/** The role's inline policy of that name; undefined if there is none. Throws AWS's error if it may not be read. */
export async function rolePolicy(
    options: ClientOptions,
    RoleName: string,
    PolicyName: string,
): Promise<string | undefined> {
    const iam = await import("@aws-sdk/client-iam");
    const client = awsClient(iam.IAMClient, options);
    try {
        const found = await client.send(new iam.GetRolePolicyCommand({ RoleName, PolicyName }));
        // IAM returns it URL-encoded (IAM API, GetRolePolicy).
        return found.PolicyDocument && decodeURIComponent(found.PolicyDocument);
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}

/** Own policies of a group: the names of all of them, and a document by name. */
export interface GroupPolicies {
    /** Returns the names in AWS's order; none if the group does not exist. Throws AWS's error if they may not be listed. */
    readonly names: (group: string) => Promise<readonly string[]>;
    /** Returns the document as JSON text; undefined if there is none. Throws AWS's error if it may not be read. */
    readonly document: (group: string, policy: string) => Promise<string | undefined>;
}

/** Reads groups' inline policies from IAM. */
export function groupPolicies(options: ClientOptions): GroupPolicies {
    const orNone = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
        try {
            return await ask();
        } catch (error) {
            if (isAwsError(error, "NoSuchEntity")) return undefined;
            throw error;
        }
    };
    return {
        names: async (GroupName) => {
            const iam = await import("@aws-sdk/client-iam");
            const pages = iam.paginateListGroupPolicies({ client: awsClient(iam.IAMClient, options) }, { GroupName });
            return (await orNone(() => collect(pages, (page) => page.PolicyNames))) ?? [];
        },
        document: async (GroupName, PolicyName) => {
            const iam = await import("@aws-sdk/client-iam");
            const command = new iam.GetGroupPolicyCommand({ GroupName, PolicyName });
            const found = await orNone(() => awsClient(iam.IAMClient, options).send(command));
            // IAM returns it URL-encoded (IAM API, GetGroupPolicy).
            return found?.PolicyDocument && decodeURIComponent(found.PolicyDocument);
        },
    };
}

/** Returns a function that reads a permission set's inline policy by the set's name; undefined if there is none. */
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
