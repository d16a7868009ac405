/** Things of the management account that have a name of their own, so that a second one of the name cannot be made. */
import * as pulumi from "@pulumi/pulumi";
import { awsClient } from "../../aws/clients";
import { stateKeyDescription } from "../../components/state/state-backend";
import { linkedServices } from "../../aws/service-linked-roles";
import type { ManagementConfig } from "../../config";
import type { Previous } from "./previous";

/** Import ids by resource type and by the name that the program gives. */
export type Named = Readonly<Record<string, ReadonlyMap<string, string>>>;

/** Input property that tells one of a type from another. A key has no name; the state's is told by its description. */
const nameProperty: Readonly<Record<string, string>> = {
    "aws:iam/accountAlias:AccountAlias": "accountAlias",
    "aws:iam/group:Group": "name",
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "url",
    "aws:iam/role:Role": "name",
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": "awsServiceName",
    "aws:iam/user:User": "name",
    "aws:kms/alias:Alias": "name",
    "aws:kms/key:Key": "description",
    "aws:s3/bucket:Bucket": "bucket",
};

/**
 * Settings that the next run brings into line: an import whose settings differ is refused by the engine, and a thing of this
 * name may have been made by hand.
 */
const settings: Readonly<Record<string, string[]>> = {
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["clientIdLists", "tags"],
    "aws:iam/role:Role": ["assumeRolePolicy", "description", "maxSessionDuration", "tags"],
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": ["description", "tags"],
    "aws:iam/user:User": ["forceDestroy", "path", "tags"],
    "aws:kms/alias:Alias": ["targetKeyId"],
    "aws:kms/key:Key": ["deletionWindowInDays", "enableKeyRotation", "policy", "tags"],
    "aws:s3/bucket:Bucket": ["forceDestroy", "tags"],
};

/** Imports what AWS has under the name that a resource is given, instead of failing to make it again. */
export function importNamed(named: Named): void {
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        const inputs = props as Record<string, unknown>;
        const id = namedImport(named, type, inputs);
        if (id === undefined) return undefined;
        const custom = opts as pulumi.CustomResourceOptions;
        const ignoreChanges = [...(custom.ignoreChanges ?? []), ...(settings[type] ?? [])];
        return { props: inputs, opts: { ...custom, import: id, ignoreChanges } };
    });
}

/** The import id of a resource that AWS has already under its name. */
export function namedImport(named: Named, type: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
    const name = inputs[nameProperty[type] ?? ""];
    return typeof name === "string" ? named[type]?.get(name) : undefined;
}

/**
 * Whether the last successful run had all that the config names here. If so, all of it is in the state, and AWS need not
 * be asked: a preview is faster by some calls.
 */
export function knowsAllNames(
    { admins, breakGlass, state, ci, delegatedAdministrators }: ManagementConfig,
    previous: Previous,
): boolean {
    const users = new Set([...previous.admins, ...previous.breakGlass]);
    return (
        [...admins.map(({ name }) => name), ...breakGlass].every((name) => users.has(name)) &&
        previous.state?.bucket === state.bucket &&
        previous.state.keyAlias === state.alias &&
        (ci === undefined || previous.hasCi) &&
        linkedServices(delegatedAdministrators).every((service) => previous.serviceLinkedRoles.includes(service))
    );
}

/** Reads what a run that died, or a life before this program, has left in the account. */
export async function readNamed(region: string, stateAlias: string): Promise<Named> {
    const [iam, s3, kms] = await Promise.all([
        import("@aws-sdk/client-iam"),
        import("@aws-sdk/client-s3"),
        import("@aws-sdk/client-kms"),
    ]);
    const client = awsClient(iam.IAMClient, { region });
    const all = async <Page, Item>(
        pages: AsyncIterable<Page>,
        items: (page: Page) => readonly Item[] | undefined,
    ): Promise<readonly Item[]> => {
        const found: Item[] = [];
        for await (const page of pages) found.push(...(items(page) ?? []));
        return found;
    };
    const [users, roles, groups, aliases, providers, buckets, key] = await Promise.all([
        all(iam.paginateListUsers({ client }, {}), (page) => page.Users),
        all(iam.paginateListRoles({ client }, {}), (page) => page.Roles),
        all(iam.paginateListGroups({ client }, {}), (page) => page.Groups),
        all(iam.paginateListAccountAliases({ client }, {}), (page) => page.AccountAliases),
        client.send(new iam.ListOpenIDConnectProvidersCommand({})),
        awsClient(s3.S3Client, { region }).send(new s3.ListBucketsCommand({})),
        awsClient(kms.KMSClient, { region })
            .send(new kms.DescribeKeyCommand({ KeyId: stateAlias }))
            .catch(() => undefined),
    ]);
    const urls = (providers.OpenIDConnectProviderList ?? []).map(
        ({ Arn: arn }) => [`https://${arn!.split("/").slice(1).join("/")}`, arn!] as const,
    );
    const linked = roles.flatMap(({ Path: path, Arn: arn }) => {
        const service = /^\/aws-service-role\/([^/]+)\/$/u.exec(path ?? "")?.[1];
        return service === undefined ? [] : [[service, arn!] as const];
    });
    return {
        "aws:iam/accountAlias:AccountAlias": byThemselves(aliases),
        "aws:iam/group:Group": byThemselves(groups.map((group) => group.GroupName!)),
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider": new Map(urls),
        "aws:iam/role:Role": byThemselves(roles.map((role) => role.RoleName!)),
        "aws:iam/serviceLinkedRole:ServiceLinkedRole": new Map(linked),
        "aws:iam/user:User": byThemselves(users.map((user) => user.UserName!)),
        "aws:kms/alias:Alias": new Map(key === undefined ? [] : [[stateAlias, stateAlias]]),
        "aws:kms/key:Key": new Map(key === undefined ? [] : [[stateKeyDescription, key.KeyMetadata!.KeyId!]]),
        "aws:s3/bucket:Bucket": byThemselves((buckets.Buckets ?? []).map(({ Name: name }) => name!)),
    };
}

/** Things whose import id is their name. */
function byThemselves(names: readonly string[]): ReadonlyMap<string, string> {
    return new Map(names.map((name) => [name, name]));
}
