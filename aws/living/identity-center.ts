import type { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { boundedClient } from "../bounded";
import { awsClient, type ClientOptions } from "../clients";
import { collect } from "../snapshot";

/** A group of the directory. */
export interface CenterGroup {
    readonly id: string;
    readonly name: string;
    /** Whether the company's identity provider syncs it. */
    readonly synced: boolean;
}

/** A permission set with its policies and assignments. */
export interface CenterSet {
    readonly name: string;
    readonly description: string;
    /** Session duration in ISO 8601, such as `PT1H`. */
    readonly session: string;
    /** ARNs of AWS's managed policies. */
    readonly managedPolicies: readonly string[];
    /** Whether customer managed policies are attached, which the config names in another way. */
    readonly hasCustomerPolicies: boolean;
    /** The inline policy, JSON; undefined without one. */
    readonly inline: string | undefined;
    /** ARN of the permissions boundary, if it is an AWS managed policy. */
    readonly boundary: string | undefined;
    readonly assignments: readonly {
        readonly accountId: string;
        readonly principalId: string;
        readonly principalType: string;
    }[];
}

/** Identity Center as it exists at AWS. */
export interface Center {
    readonly groups: readonly CenterGroup[];
    readonly sets: readonly CenterSet[];
}

const callsAtOnce = 4;

/** Reads the home region's instance; undefined if there is none. Users are not read: they belong to the directory. */
export async function readCenter(options: ClientOptions): Promise<Center | undefined> {
    const sso = await import("@aws-sdk/client-sso-admin");
    const client = boundedClient(awsClient(sso.SSOAdminClient, options), callsAtOnce);
    const [instance] = await collect(sso.paginateListInstances({ client }, {}), (page) => page.Instances);
    if (instance?.InstanceArn === undefined || instance.IdentityStoreId === undefined) return undefined;
    const { InstanceArn, IdentityStoreId } = instance;
    const store = await import("@aws-sdk/client-identitystore");
    const directory: IdentitystoreClient = awsClient(store.IdentitystoreClient, options);
    const [listed, arns] = await Promise.all([
        collect(store.paginateListGroups({ client: directory }, { IdentityStoreId }), (page) => page.Groups),
        collect(sso.paginateListPermissionSets({ client }, { InstanceArn }), (page) => page.PermissionSets),
    ]);
    const groups = listed.map(({ GroupId: id, DisplayName: name = "", ExternalIds: external = [] }) => ({
        id: id!,
        name,
        synced: external.length > 0,
    }));
    return { groups, sets: await Promise.all(arns.map(async (arn) => readSet(sso, client, InstanceArn, arn))) };
}

async function readSet(
    sso: typeof import("@aws-sdk/client-sso-admin"),
    client: SSOAdminClient,
    InstanceArn: string,
    PermissionSetArn: string,
): Promise<CenterSet> {
    const of = { InstanceArn, PermissionSetArn };
    const [described, managed, references, inline, boundary, accounts] = await Promise.all([
        client.send(new sso.DescribePermissionSetCommand(of)),
        collect(sso.paginateListManagedPoliciesInPermissionSet({ client }, of), (page) => page.AttachedManagedPolicies),
        collect(
            sso.paginateListCustomerManagedPolicyReferencesInPermissionSet({ client }, of),
            (page) => page.CustomerManagedPolicyReferences,
        ),
        client.send(new sso.GetInlinePolicyForPermissionSetCommand(of)),
        client.send(new sso.GetPermissionsBoundaryForPermissionSetCommand(of)).catch((error: unknown) => {
            if ((error as Error).name === "ResourceNotFoundException") return undefined;
            throw error;
        }),
        collect(sso.paginateListAccountsForProvisionedPermissionSet({ client }, of), (page) => page.AccountIds),
    ]);
    const assigned = await Promise.all(
        accounts.map(async (AccountId) =>
            collect(
                sso.paginateListAccountAssignments({ client }, { ...of, AccountId }),
                (page) => page.AccountAssignments,
            ),
        ),
    );
    const set = described.PermissionSet!;
    return {
        name: set.Name!,
        description: set.Description ?? "",
        session: set.SessionDuration ?? "PT1H",
        managedPolicies: managed.map(({ Arn: arn }) => arn!),
        hasCustomerPolicies: references.length > 0,
        inline: inline.InlinePolicy === "" ? undefined : inline.InlinePolicy,
        boundary: boundary?.PermissionsBoundary?.ManagedPolicyArn,
        assignments: assigned.flat().map(({ AccountId: accountId, PrincipalId: id, PrincipalType: type }) => ({
            accountId: accountId!,
            principalId: id!,
            principalType: type!,
        })),
    };
}
