import * as pulumi from "@pulumi/pulumi";
import { namedThings, type NamedType } from "../aws/named";
import type { ClientOptions } from "../aws/clients";
import type { OwnStack } from "./own-stack";

/** How a resource of a type is told from another, and taken in. */
interface Kind {
    /** The property with the name. A key has none; ours are known by their descriptions. */
    readonly property: string;
    /**
     * Settings that are taken in as they are and that the next run brings into line: a thing of this name may have been made by hand.
     */
    readonly settings: readonly string[];
}

const passwordType = "aws:iam/userLoginProfile:UserLoginProfile";

const kinds: Readonly<Record<NamedType, Kind>> = {
    "aws:iam/accountAlias:AccountAlias": { property: "accountAlias", settings: [] },
    "aws:iam/group:Group": { property: "name", settings: ["path"] },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { property: "url", settings: ["clientIdLists", "tags"] },
    "aws:iam/policy:Policy": { property: "name", settings: ["description", "path", "policy", "tags"] },
    "aws:iam/role:Role": {
        property: "name",
        settings: ["assumeRolePolicy", "description", "maxSessionDuration", "path", "permissionsBoundary", "tags"],
    },
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
        property: "awsServiceName",
        settings: ["description", "tags"],
    },
    "aws:iam/user:User": { property: "name", settings: ["forceDestroy", "path", "permissionsBoundary", "tags"] },
    // A password that a person has is never made anew (C38).
    [passwordType]: { property: "user", settings: [] },
    "aws:kms/alias:Alias": { property: "name", settings: ["targetKeyId"] },
    "aws:kms/key:Key": {
        property: "description",
        settings: ["tags"],
    },
    "aws:s3/bucket:Bucket": { property: "bucket", settings: ["forceDestroy", "tags"] },
};

/**
 * Imports what the account has under the name that a resource is given, instead of failing to make it again: what a run that died,
 * or a life before this program, has left there. What this stack has in its state already is not looked for.
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
        const { property, settings } = kinds[type];
        const name = (props as Readonly<Record<string, unknown>>)[property];
        if (typeof name !== "string" || own.has(`${type} ${name}`)) return undefined;
        if (type === passwordType && isOwnPassword(resourceName, name)) return undefined;
        // Who may not read the lists hears from the engine what is in the way.
        const id = await idOf(type, name).catch(() => undefined);
        if (id === undefined) return undefined;
        return { props, opts: { ...opts, import: id, ignoreChanges: [...(opts.ignoreChanges ?? []), ...settings] } };
    };
    // The engine calls back for each resource that has a transform, which costs milliseconds: a thousand accounts need none.
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        const custom: pulumi.CustomResourceOptions = opts;
        if (!isNamed(type) || custom.import !== undefined) return undefined;
        return {
            props: props,
            opts: { ...custom, transforms: [...(custom.transforms ?? []), takeIn] },
        };
    });
}

function nameOf(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Whether a thing of this type is found by its name. */
export function isNamed(type: string): type is NamedType {
    return Object.hasOwn(kinds, type);
}
