/** What an account has under names of its own that cannot be created a second time, by Pulumi's resource type. */
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError, noneAt } from "./error-codes";
import { collect } from "./snapshot";

/** Import ids by name. */
type Ids = ReadonlyMap<string, string>;

const lists = {
    // Only the organization's trail: an account may have another trail of the same name.
    "aws:cloudtrail/trail:Trail": async (options) => {
        const cloudTrail = await import("@aws-sdk/client-cloudtrail");
        const client = awsClient(cloudTrail.CloudTrailClient, options);
        const { trailList: all = [] } = await client.send(new cloudTrail.DescribeTrailsCommand({}));
        const own = all.filter((trail) => trail.IsOrganizationTrail === true && trail.HomeRegion === options.region);
        return new Map(own.map(({ Name: name, TrailARN: arn }) => [name!, arn!]));
    },
    "aws:iam/accountAlias:AccountAlias": async (options) => {
        const { iam, client } = await iamOf(options);
        return byThemselves(
            await collect(iam.paginateListAccountAliases({ client }, {}), (page) => page.AccountAliases),
        );
    },
    "aws:iam/group:Group": async (options) => {
        const { iam, client } = await iamOf(options);
        const groups = await collect(iam.paginateListGroups({ client }, {}), (page) => page.Groups);
        return byThemselves(groups.map(({ GroupName: name }) => name));
    },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": async (options) => {
        const { iam, client } = await iamOf(options);
        const { OpenIDConnectProviderList: all = [] } = await client.send(
            new iam.ListOpenIDConnectProvidersCommand({}),
        );
        return new Map(all.map(({ Arn: arn }) => [`https://${arn!.split("/").slice(1).join("/")}`, arn!]));
    },
    "aws:iam/policy:Policy": async (options) => {
        const { iam, client } = await iamOf(options);
        const own = iam.paginateListPolicies({ client }, { Scope: "Local" });
        const policies = await collect(own, (page) => page.Policies);
        return new Map(policies.map(({ PolicyName: name, Arn: arn }) => [name!.toLowerCase(), arn!]));
    },
    "aws:iam/role:Role": async (options) => {
        const { iam, client } = await iamOf(options);
        const roles = await collect(iam.paginateListRoles({ client }, {}), (page) => page.Roles);
        return byThemselves(roles.map(({ RoleName: name }) => name));
    },
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": async (options) => {
        const { iam, client } = await iamOf(options);
        const linked = iam.paginateListRoles({ client }, { PathPrefix: "/aws-service-role/" });
        const roles = await collect(linked, (page) => page.Roles);
        return new Map(roles.map(({ Path: path, Arn: arn }) => [path!.split("/")[2]!, arn!]));
    },
    "aws:iam/user:User": async (options) => {
        const { iam, client } = await iamOf(options);
        const users = await collect(iam.paginateListUsers({ client }, {}), (page) => page.Users);
        return byThemselves(users.map(({ UserName: name }) => name));
    },
    "aws:kms/alias:Alias": async (options) =>
        byThemselves((await aliasesOf(options)).map(({ AliasName: name }) => name)),
    // A key has no name, so the program's keys are found by their descriptions.
    "aws:kms/key:Key": async (options) => {
        const { kms, client } = await kmsOf(options);
        const keys = await collect(kms.paginateListKeys({ client }, {}), (page) => page.Keys);
        const described = await Promise.all(
            keys.map(({ KeyId: id }) =>
                client.send(new kms.DescribeKeyCommand({ KeyId: id! })).catch(noneAt("AccessDenied", "NotFound")),
            ),
        );
        const usable = described
            .flatMap((answer) => answer?.KeyMetadata ?? [])
            .filter((key) => key.KeyState === "Enabled");
        // Of several with the same description, the one with an alias is in use: the last entry wins.
        const used = new Set((await aliasesOf(options)).map(({ TargetKeyId: id }) => id));
        const sorted = usable.sort((a, b) => Number(used.has(a.KeyId)) - Number(used.has(b.KeyId)));
        return new Map(sorted.map(({ Description: text, KeyId: id }) => [text ?? "", id!]));
    },
    "aws:s3/bucket:Bucket": async (options) => {
        const s3 = await import("@aws-sdk/client-s3");
        const { Buckets: buckets = [] } = await awsClient(s3.S3Client, options).send(new s3.ListBucketsCommand({}));
        return byThemselves(buckets.map(({ Name: name }) => name));
    },
} satisfies Readonly<Record<string, (options: ClientOptions) => Promise<Ids>>>;

/** A user's password is looked up separately, since no list shows it. */
const password = "aws:iam/userLoginProfile:UserLoginProfile";

/** IAM compares these names without case; the list has them in lower case. */
const caseless: ReadonlySet<string> = new Set(["aws:iam/policy:Policy"]);

/** Resource types that can be found by name. */
export type NamedType = keyof typeof lists | typeof password;

/** What has been read with these options. A layer passes the same object to all that read, so that a run reads each list once. */
const read = new WeakMap<ClientOptions, Map<string, Promise<unknown>>>();

function once<List>(options: ClientOptions, what: string, list: () => Promise<List>): Promise<List> {
    const known = read.get(options) ?? new Map<string, Promise<unknown>>();
    read.set(options, known);
    const answer = (known.get(what) as Promise<List> | undefined) ?? list();
    known.set(what, answer);
    return answer;
}

function idsOf(type: keyof typeof lists, options: ClientOptions): Promise<Ids> {
    return once(options, type, () => lists[type](options));
}

/**
 * The import ids of all resources of a type in the account. With the same `options` object the list is read once, when it is first needed;
 * a copy of it reads again. Throws AWS's error if the list may not be read.
 */
export async function namedList(type: keyof typeof lists, options: ClientOptions): Promise<readonly string[]> {
    return [...(await idsOf(type, options)).values()];
}

/**
 * Returns a function that looks up an import id by type and name; undefined if the account has no such resource. Reads the lists of
 * `namedList`.
 */
export function namedThings(options: ClientOptions): (type: NamedType, name: string) => Promise<string | undefined> {
    return async (type, name) => {
        if (type === password) return passwordOf(options, name);
        return (await idsOf(type, options)).get(caseless.has(type) ? name.toLowerCase() : name);
    };
}

/** A user's password has the user's name as its id. */
async function passwordOf(options: ClientOptions, user: string): Promise<string | undefined> {
    const { iam, client } = await iamOf(options);
    try {
        await client.send(new iam.GetLoginProfileCommand({ UserName: user }));
        return user;
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return undefined;
        throw error;
    }
}

async function iamOf(options: ClientOptions) {
    const iam = await import("@aws-sdk/client-iam");
    return { iam, client: awsClient(iam.IAMClient, options) };
}

/** The account's aliases of keys, which two lists need. */
function aliasesOf(options: ClientOptions) {
    return once(options, "aliases", async () => {
        const { kms, client } = await kmsOf(options);
        return collect(kms.paginateListAliases({ client }, {}), (page) => page.Aliases);
    });
}

async function kmsOf(options: ClientOptions) {
    const kms = await import("@aws-sdk/client-kms");
    return { kms, client: awsClient(kms.KMSClient, options) };
}

function byThemselves(names: readonly (string | undefined)[]): Ids {
    return new Map(names.map((name) => [name!, name!]));
}
