/** Customer managed policies of an account, and who has them. */
import { awsClient, type ClientOptions } from "./clients";
import { namedThings } from "./named";
import { collect } from "./snapshot";

/** A customer managed policy with all that another one of its content needs. */
export interface ManagedPolicy {
    readonly arn: string;
    /** Begins and ends with `/`. */
    readonly path: string;
    /** Absent: it has none. */
    readonly description?: string;
    /** Value by key. */
    readonly tags: Readonly<Record<string, string>>;
    /** Version that is in force, as `v1`. */
    readonly version: string;
    /** The document in force, as JSON text. */
    readonly document: string;
}

/** Who has a managed policy attached, and its versions that are not in force. */
export interface PolicyUse {
    readonly groups: readonly string[];
    readonly roles: readonly string[];
    readonly users: readonly string[];
    /** As `v1`; IAM deletes no policy that has any. */
    readonly otherVersions: readonly string[];
}

/** Customer managed policies of an account. Each function throws AWS's error if it may not read them. */
export interface ManagedPolicies {
    /** Returns the ARN of the policy with this name in any letter case; undefined if there is none. Reads one list for all names. */
    readonly find: (name: string) => Promise<string | undefined>;
    readonly read: (arn: string) => Promise<ManagedPolicy>;
    readonly use: (arn: string) => Promise<PolicyUse>;
}

/** Reads managed policies from IAM. The list is the one that `namedThings` reads with the same `options` object. */
export function managedPolicies(options: ClientOptions): ManagedPolicies {
    const iamOf = async () => {
        const iam = await import("@aws-sdk/client-iam");
        return { iam, client: awsClient(iam.IAMClient, options) };
    };
    return {
        find: (name) => namedThings(options)("aws:iam/policy:Policy", name),
        read: async (PolicyArn) => {
            const { iam, client } = await iamOf();
            const { Policy: policy } = await client.send(new iam.GetPolicyCommand({ PolicyArn }));
            const VersionId = policy!.DefaultVersionId!;
            const { PolicyVersion: there } = await client.send(
                new iam.GetPolicyVersionCommand({ PolicyArn, VersionId }),
            );
            return {
                arn: PolicyArn,
                path: policy!.Path ?? "/",
                ...(policy!.Description !== undefined && { description: policy!.Description }),
                tags: Object.fromEntries((policy!.Tags ?? []).map(({ Key: key, Value: value }) => [key!, value!])),
                version: VersionId,
                // IAM returns it URL-encoded (IAM API, GetPolicyVersion).
                document: decodeURIComponent(there!.Document!),
            };
        },
        use: async (PolicyArn) => {
            const { iam, client } = await iamOf();
            const of = { PolicyArn, PolicyUsageFilter: "PermissionsPolicy" } as const;
            const pages = await collect(iam.paginateListEntitiesForPolicy({ client }, of), (page) => [page]);
            const versions = iam.paginateListPolicyVersions({ client }, { PolicyArn });
            return {
                groups: pages.flatMap((page) => (page.PolicyGroups ?? []).map(({ GroupName: name }) => name!)),
                roles: pages.flatMap((page) => (page.PolicyRoles ?? []).map(({ RoleName: name }) => name!)),
                users: pages.flatMap((page) => (page.PolicyUsers ?? []).map(({ UserName: name }) => name!)),
                otherVersions: (await collect(versions, (page) => page.Versions))
                    .filter(({ IsDefaultVersion: isDefault }) => isDefault !== true)
                    .map(({ VersionId: id }) => id!),
            };
        },
    };
}
