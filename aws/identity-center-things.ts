/** Finds resources that exist in Identity Center and that a stack would create: import ids by the properties that identify them. */
import type { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";
import { collect } from "./snapshot";

/** Properties of a resource. Undefined: not known yet. */
export type Properties = Readonly<Record<string, unknown>>;

/** Returns the import id; undefined if AWS has no such resource. */
export type Find = (properties: Properties) => Promise<string | undefined>;

/** Something with a name, which may be spelled differently from the name that was asked for. */
export interface Named {
    readonly id: string;
    readonly name: string;
}

/** Types that are found by name. Names are compared without case. */
type NamedType = Extract<
    IdentityCenterType,
    "aws:identitystore/group:Group" | "aws:identitystore/user:User" | "aws:ssoadmin/permissionSet:PermissionSet"
>;

type Finders = Readonly<
    Record<Exclude<IdentityCenterType, NamedType>, Find> &
        Record<NamedType, (properties: Properties) => Promise<Named | undefined>>
>;

/** Pulumi's resource types of Identity Center, identified by a name or by what they connect. */
export type IdentityCenterType =
    | "aws:identitystore/group:Group"
    | "aws:identitystore/groupMembership:GroupMembership"
    | "aws:identitystore/user:User"
    | "aws:ssoadmin/accountAssignment:AccountAssignment"
    | "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment"
    | "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"
    | "aws:ssoadmin/permissionSet:PermissionSet"
    | "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy"
    | "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment";

/** A finder for each type. Lists are read once. Each throws AWS's error if reading is refused. */
export function identityCenterThings(options: ClientOptions): Finders {
    return { ...directoryThings(options), ...permissionSetThings(options) };
}

function directoryThings(options: ClientOptions) {
    const directory = async () => {
        const sdk = await import("@aws-sdk/client-identitystore");
        return { sdk, client: awsClient(sdk.IdentitystoreClient, options) satisfies IdentitystoreClient };
    };
    const allGroups = once(async (IdentityStoreId: string) => {
        const { sdk, client } = await directory();
        const groups = await collect(sdk.paginateListGroups({ client }, { IdentityStoreId }), (page) => page.Groups);
        return groups.map(({ GroupId: id, DisplayName: name = "" }) => ({ id: id!, name }));
    });
    const allUsers = once(async (IdentityStoreId: string) => {
        const { sdk, client } = await directory();
        const users = await collect(sdk.paginateListUsers({ client }, { IdentityStoreId }), (page) => page.Users);
        return users.map(({ UserId: id, UserName: name = "" }) => ({ id: id!, name }));
    });
    return {
        "aws:identitystore/group:Group": async ({ identityStoreId: store, displayName }) => {
            const { sdk, client } = await directory();
            const name = { UniqueAttribute: { AttributePath: "displayName", AttributeValue: displayName as string } };
            const input = { IdentityStoreId: store as string, AlternateIdentifier: name };
            const found = await orNone(client.send(new sdk.GetGroupIdCommand(input)));
            if (found !== undefined) return named(store, found.GroupId!, displayName);
            const twin = spelledOtherwise(await allGroups(store as string), displayName);
            return twin && named(store, twin.id, twin.name);
        },
        "aws:identitystore/user:User": async ({ identityStoreId: store, userName }) => {
            const { sdk, client } = await directory();
            const name = { UniqueAttribute: { AttributePath: "userName", AttributeValue: userName as string } };
            const input = { IdentityStoreId: store as string, AlternateIdentifier: name };
            const found = await orNone(client.send(new sdk.GetUserIdCommand(input)));
            if (found !== undefined) return named(store, found.UserId!, userName);
            const twin = spelledOtherwise(await allUsers(store as string), userName);
            return twin && named(store, twin.id, twin.name);
        },
        "aws:identitystore/groupMembership:GroupMembership": async ({ identityStoreId: store, groupId, memberId }) => {
            const { sdk, client } = await directory();
            const input = {
                IdentityStoreId: store as string,
                GroupId: groupId as string,
                MemberId: { UserId: memberId as string },
            };
            const found = await orNone(client.send(new sdk.GetGroupMembershipIdCommand(input)));
            return found && `${store as string}/${found.MembershipId!}`;
        },
    } satisfies Partial<Finders>;
}

function named(store: unknown, id: string, name: unknown): Named {
    return { id: `${store as string}/${id}`, name: name as string };
}

/** The one whose name differs only in case. */
function spelledOtherwise(all: readonly Named[], name: unknown): Named | undefined {
    const folded = (name as string).toLowerCase();
    return all.find((each) => each.name.toLowerCase() === folded);
}

function permissionSetThings(options: ClientOptions) {
    const center = async () => {
        const sdk = await import("@aws-sdk/client-sso-admin");
        return { sdk, client: awsClient(sdk.SSOAdminClient, options) };
    };
    let listed: ReadonlySet<string> | undefined;
    const setsByName = once(async (instance: string) => {
        const sets = await namesOfSets(await center(), instance);
        listed = new Set(sets.values());
        return sets;
    });
    /** A set that was created after the sets were listed belongs to this run, and has nothing attached. */
    const onSet = (
        find: (set: ReturnType<typeof setOf>, properties: Properties) => Promise<string | undefined>,
    ): Find => {
        return async (properties) => {
            const of = setOf(properties);
            return listed?.has(of.set) === false ? undefined : find(of, properties);
        };
    };
    const policies = once(async (instance: string, set: string) => {
        const { sdk, client } = await center();
        const pages = sdk.paginateListManagedPoliciesInPermissionSet({ client }, of(instance, set));
        const attached = await collect(pages, (page) => page.AttachedManagedPolicies);
        return new Set(attached.map(({ Arn: arn }) => arn!));
    });
    const references = once(async (instance: string, set: string) => {
        const { sdk, client } = await center();
        const pages = sdk.paginateListCustomerManagedPolicyReferencesInPermissionSet({ client }, of(instance, set));
        const attached = await collect(pages, (page) => page.CustomerManagedPolicyReferences);
        return new Set(attached.map(({ Name: name, Path: path }) => `${name!},${path ?? "/"}`));
    });
    const assignments = once(async (instance: string, set: string, account: string) => {
        const { sdk, client } = await center();
        const pages = sdk.paginateListAccountAssignments({ client }, { ...of(instance, set), AccountId: account });
        const there = await collect(pages, (page) => page.AccountAssignments);
        return new Set(there.map(({ PrincipalId: id, PrincipalType: type }) => `${id!},${type!}`));
    });
    return {
        "aws:ssoadmin/permissionSet:PermissionSet": async ({ instanceArn, name }) => {
            const sets = [...(await setsByName(instanceArn as string))].map(([other, id]) => ({ name: other, id }));
            const found = sets.find((each) => each.name === name) ?? spelledOtherwise(sets, name);
            return found && { id: `${found.id},${instanceArn as string}`, name: found.name };
        },
        "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": onSet(async ({ instance, set }, properties) => {
            const arn = properties["managedPolicyArn"] as string;
            return (await policies(instance, set)).has(arn) ? `${arn},${set},${instance}` : undefined;
        }),
        "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": onSet(
            async ({ instance, set }, properties) => {
                const { name, path } = properties["customerManagedPolicyReference"] as { name: string; path: string };
                const id = `${name},${path}`;
                return (await references(instance, set)).has(id) ? `${id},${set},${instance}` : undefined;
            },
        ),
        "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": onSet(async ({ instance, set }) => {
            const { sdk, client } = await center();
            const input = new sdk.GetInlinePolicyForPermissionSetCommand(of(instance, set));
            return (await client.send(input)).InlinePolicy ? `${set},${instance}` : undefined;
        }),
        "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": onSet(
            async ({ instance, set }, properties) => {
                const { sdk, client } = await center();
                const input = new sdk.GetPermissionsBoundaryForPermissionSetCommand(of(instance, set));
                const found = (await orNone(client.send(input)))?.PermissionsBoundary;
                const { Name: name, Path: path = "/" } = found?.CustomerManagedPolicyReference ?? {};
                const atAws = found?.ManagedPolicyArn ?? `${path}${name ?? ""}`;
                // A different one is not imported: creating ours replaces it at AWS, while an imported one could not be replaced in the
                // same run.
                return found !== undefined && atAws === boundaryOf(properties) ? `${set},${instance}` : undefined;
            },
        ),
        "aws:ssoadmin/accountAssignment:AccountAssignment": onSet(async ({ instance, set }, properties) => {
            const account = properties["targetId"] as string;
            const principal = `${properties["principalId"] as string},${properties["principalType"] as string}`;
            const isThere = (await assignments(instance, set, account)).has(principal);
            return isThere ? `${principal},${account},AWS_ACCOUNT,${set},${instance}` : undefined;
        }),
    } satisfies Partial<Finders>;
}

/** A boundary as a resource names it: an ARN, or path and name of a customer managed policy. */
function boundaryOf({ permissionsBoundary }: Properties): string {
    const { managedPolicyArn, customerManagedPolicyReference: own } = permissionsBoundary as {
        readonly managedPolicyArn?: string;
        readonly customerManagedPolicyReference?: { readonly name: string; readonly path?: string };
    };
    return managedPolicyArn ?? `${own?.path ?? "/"}${own?.name ?? ""}`;
}

/** ARN by name, of an instance's permission sets: no call finds one by its name. */
async function namesOfSets(
    { sdk, client }: { readonly sdk: typeof import("@aws-sdk/client-sso-admin"); readonly client: SSOAdminClient },
    InstanceArn: string,
): Promise<ReadonlyMap<string, string>> {
    const arns = await collect(
        sdk.paginateListPermissionSets({ client }, { InstanceArn }),
        (page) => page.PermissionSets,
    );
    const named = arns.map(async (PermissionSetArn) => {
        const input = new sdk.DescribePermissionSetCommand({ InstanceArn, PermissionSetArn });
        return [(await client.send(input)).PermissionSet!.Name!, PermissionSetArn] as const;
    });
    return new Map(await Promise.all(named));
}

function setOf(properties: Properties): { readonly instance: string; readonly set: string } {
    return { instance: properties["instanceArn"] as string, set: properties["permissionSetArn"] as string };
}

function of(InstanceArn: string, PermissionSetArn: string) {
    return { InstanceArn, PermissionSetArn };
}

/** Remembers the results, so that each call is made once. */
function once<Args extends readonly string[], Answer>(
    ask: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
    const asked = new Map<string, Promise<Answer>>();
    return (...args) => {
        const key = args.join(" ");
        const answer = asked.get(key) ?? ask(...args);
        asked.set(key, answer);
        return answer;
    };
}

/** AWS's response; undefined if AWS has no such resource. */
async function orNone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isAwsError(error, "ResourceNotFound")) return undefined;
        throw error;
    }
}
