import * as pulumi from "@pulumi/pulumi";
import { namedThings, type NamedType } from "../aws/named";
import type { ClientOptions } from "../aws/clients";
import type { OwnStack } from "./own-stack";

/** How a resource of a type is told from another, and what of it is none of ours. */
interface Kind {
    /** The property with the name. A key has none; ours are known by their descriptions. */
    readonly property: string;
    /** Settings that no config has a word for: they stay as AWS has them, in every run. */
    readonly others?: readonly string[];
}

const passwordType = "aws:iam/userLoginProfile:UserLoginProfile";

const kinds: Readonly<Record<NamedType, Kind>> = {
    "aws:iam/accountAlias:AccountAlias": { property: "accountAlias" },
    "aws:iam/group:Group": { property: "name", others: ["path"] },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { property: "url", others: ["tags"] },
    "aws:iam/policy:Policy": { property: "name", others: ["path", "tags"] },
    "aws:iam/role:Role": { property: "name", others: ["path", "tags"] },
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": { property: "awsServiceName", others: ["description", "tags"] },
    "aws:iam/user:User": { property: "name", others: ["path", "permissionsBoundary", "tags"] },
    // A password that a person has is never made anew (C38).
    [passwordType]: { property: "user" },
    "aws:kms/alias:Alias": { property: "name" },
    "aws:kms/key:Key": { property: "description", others: ["tags"] },
    "aws:s3/bucket:Bucket": { property: "bucket", others: ["tags"] },
};

/**
 * Imports what the account has under the name that a resource is given, instead of failing to make it again: what a run that died,
 * or a life before this program, has left there. What this stack has in its state already is not looked for. The engine
 * imports and brings the settings into line in the same run.
 */
export function importNamed(
    options: ClientOptions,
    { resources }: OwnStack,
    people: readonly { readonly name: string; readonly formerly?: string }[] = [],
): void {
    const idOf = namedThings(options);
    const own = new Set(
        resources.flatMap(({ type, outputs }) =>
            isNamed(type) ? [`${type} ${String(outputs[kinds[type].property])}`] : [],
        ),
    );
    // The password of a renamed user stays in the state under the user's former name, also when the config forgets that name.
    const former = new Map(people.map(({ name, formerly }) => [name, formerly]));
    const passwords = new Set(resources.filter(({ type }) => type === passwordType).map(({ urn }) => nameOf(urn)));
    const isOwnPassword = (resourceName: string, user: string): boolean =>
        passwords.has(resourceName) || own.has(`${passwordType} ${former.get(user)}`);
    const takeIn: pulumi.ResourceTransform = async ({ type, name: resourceName, props, opts }) => {
        if (!isNamed(type)) return undefined;
        const name = (props as Readonly<Record<string, unknown>>)[kinds[type].property];
        if (typeof name !== "string" || own.has(`${type} ${name}`)) return undefined;
        if (type === passwordType && isOwnPassword(resourceName, name)) return undefined;
        // Who may not read the lists hears from the engine what is in the way.
        const id = await idOf(type, name).catch(() => undefined);
        if (id === undefined) return undefined;
        return { props, opts: { ...opts, import: id } };
    };
    // The engine calls back for each resource that has a transform, which costs milliseconds: a thousand accounts need none.
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        const custom: pulumi.CustomResourceOptions = opts;
        if (!isNamed(type) || custom.import !== undefined) return undefined;
        const ignoreChanges = [...(custom.ignoreChanges ?? []), ...(kinds[type].others ?? [])];
        return {
            props: props,
            opts: { ...custom, ignoreChanges, transforms: [...(custom.transforms ?? []), takeIn] },
        };
    });
}

function nameOf(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

function isNamed(type: string): type is NamedType {
    return Object.hasOwn(kinds, type);
}
