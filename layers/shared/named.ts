import * as pulumi from "@pulumi/pulumi";
import { findAnalyzer, type AnalyzerType } from "../../aws/analyzers";
import type { ClientOptions } from "../../aws/clients";
import { identityCenterThings, type IdentityCenterType, type Properties } from "../../aws/identity-center-things";
import { namedThings, type NamedType } from "../../aws/named";
import { findOptedRegion } from "../../aws/opted-regions";
import { namesRegion } from "../../aws/regional-id";
import { isSecurityThing, securityThings, type SecurityThingType } from "../../aws/security-services";
import { nameOf, type OwnStack } from "./own-stack";

/** Contacts are found only in the state: an account has one of each, and writing replaces it. */
const contactTypes = [
    "aws:account/alternativeContact:AlternativeContact",
    "aws:account/primaryContact:PrimaryContact",
] as const;

type FoundType =
    OptedRegionType | NamedType | IdentityCenterType | AnalyzerType | SecurityThingType | (typeof contactTypes)[number];

const optedRegion = "aws:account/region:Region";
type OptedRegionType = typeof optedRegion;

/** How a resource of a type is identified, and which of its properties belong to others. */
interface Kind {
    /** The properties with its name, or with what it connects. A key has no name: this program's are found by their descriptions. */
    readonly identity: readonly [string, ...string[]];
    /** Settings that the config has no key for: they stay as at AWS, in every run. */
    readonly others?: readonly string[];
    /** Whether there are thousands, so that those in the state under their Pulumi names are not looked up again. */
    readonly many?: true;
    /** The property with its name, if AWS compares names without case: a resource keeps the spelling that it was created with. */
    readonly caseless?: "name" | "displayName" | "userName";
}

/** The provider computes `tagsAll` from them. */
const tags = ["tags", "tagsAll"];

const passwordType = "aws:iam/userLoginProfile:UserLoginProfile";

const kinds: Readonly<Record<FoundType, Kind>> = {
    "aws:account/alternativeContact:AlternativeContact": { identity: ["accountId", "alternateContactType"] },
    "aws:account/primaryContact:PrimaryContact": { identity: ["accountId"] },
    [optedRegion]: { identity: ["regionName"] },
    "aws:cfg/configurationAggregator:ConfigurationAggregator": { identity: ["region", "name"], others: tags },
    "aws:cfg/deliveryChannel:DeliveryChannel": { identity: ["region", "name"] },
    "aws:cfg/recorder:Recorder": { identity: ["region", "name"] },
    "aws:cfg/recorderStatus:RecorderStatus": { identity: ["region", "name"] },
    "aws:cloudtrail/trail:Trail": { identity: ["name"], others: tags },
    // AWS may have created it, under another name.
    "aws:costexplorer/anomalyMonitor:AnomalyMonitor": { identity: ["monitorDimension"], others: ["name", ...tags] },
    "aws:costexplorer/anomalySubscription:AnomalySubscription": { identity: ["name"], others: tags },
    "aws:iam/accountAlias:AccountAlias": { identity: ["accountAlias"] },
    "aws:iam/group:Group": { identity: ["name"], others: ["path"] },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { identity: ["url"], others: tags },
    // A different description would mean another policy.
    "aws:iam/policy:Policy": { identity: ["name"], others: ["path", "description", ...tags], caseless: "name" },
    "aws:iam/role:Role": { identity: ["name"], others: ["path", ...tags] },
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": { identity: ["awsServiceName"], others: ["description", ...tags] },
    "aws:iam/user:User": { identity: ["name"], others: ["path", "permissionsBoundary", ...tags] },
    // An existing password is never replaced.
    [passwordType]: { identity: ["user"] },
    "aws:kms/alias:Alias": { identity: ["name"] },
    "aws:kms/key:Key": { identity: ["description"], others: tags },
    "aws:s3/bucket:Bucket": { identity: ["bucket"], others: tags },
    "aws:accessanalyzer/analyzer:Analyzer": {
        identity: ["analyzerName", "region"],
        others: ["configuration", ...tags],
    },
    "aws:guardduty/detector:Detector": {
        identity: ["region"],
        others: ["datasources", "findingPublishingFrequency", ...tags],
    },
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration": { identity: ["region", "detectorId"] },
    "aws:identitystore/group:Group": { identity: ["identityStoreId", "displayName"], caseless: "displayName" },
    "aws:identitystore/groupMembership:GroupMembership": { identity: ["groupId", "memberId"] },
    "aws:identitystore/user:User": { identity: ["identityStoreId", "userName"], caseless: "userName" },
    "aws:macie2/account:Account": { identity: ["region"], others: ["findingPublishingFrequency"] },
    "aws:securityhub/account:Account": { identity: ["region"] },
    "aws:securityhub/configurationPolicy:ConfigurationPolicy": { identity: ["region", "name"] },
    "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": {
        identity: ["region", "targetId"],
    },
    "aws:securityhub/findingAggregator:FindingAggregator": { identity: ["region"] },
    "aws:securityhub/organizationConfiguration:OrganizationConfiguration": { identity: ["region"] },
    "aws:ssoadmin/accountAssignment:AccountAssignment": {
        identity: ["permissionSetArn", "principalId", "targetId"],
        many: true,
    },
    "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": {
        identity: ["permissionSetArn", "customerManagedPolicyReference"],
    },
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": {
        identity: ["permissionSetArn", "managedPolicyArn"],
    },
    "aws:ssoadmin/permissionSet:PermissionSet": { identity: ["instanceArn", "name"], others: tags, caseless: "name" },
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": { identity: ["permissionSetArn"] },
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": { identity: ["permissionSetArn"] },
};

/**
 * Imports resources that exist at AWS under the same name, instead of failing to create them: left by a failed run, or from before this
 * program. Resources in this stack's state are not looked up. The engine imports and corrects the settings in the same run.
 *
 * @param people users with their earlier names
 * @param directoryNames names of directory groups in the config: the directory renames a group in place, also if only the case changes
 */
export function importNamed(
    options: ClientOptions,
    { resources, isKnown }: OwnStack,
    people: readonly { readonly name: string; readonly formerly: readonly string[] }[] = [],
    directoryNames: readonly string[] = [],
): void {
    const find = finders(options);
    const ofConfig = new Set(directoryNames);
    const respelled = (type: FoundType, there: Properties, written: Properties): Readonly<Record<string, string>> =>
        type === "aws:identitystore/group:Group" && ofConfig.has(String(written["displayName"]))
            ? {}
            : spelled(type, there, written);
    /** By what identifies a resource. */
    const own = new Map(
        resources.flatMap((resource) => {
            const { type, outputs } = resource;
            const key = isFoundByName(type) ? keyOf(type, outputs) : undefined;
            return key === undefined ? [] : [[key, resource] as const];
        }),
    );
    const byName = new Map(resources.map((resource) => [stateName(resource.urn), resource]));
    /** Names that this run has registered by the time the engine calls back. */
    const registered = new Set<string>();
    // The password of a renamed user stays in the state under the earlier name, even after the config drops that name.
    const former = new Map(people.map(({ name, formerly }) => [name, formerly]));
    const isOwnPassword = (resourceName: string, user: unknown): boolean =>
        byName.has(`${passwordType}::${resourceName}`) ||
        (former.get(user as string) ?? []).some((name) => own.has(keyOf(passwordType, { user: name })!));
    const takeIn: pulumi.ResourceTransform = async ({ type, name, props, opts }) => {
        if (!isFoundByName(type)) return undefined;
        const properties = await known(props);
        const key = keyOf(type, properties);
        if (key === undefined) return undefined;
        const there = own.get(key);
        if (there !== undefined) {
            const { urn } = there;
            const asThere = { ...props, ...respelled(type, there.outputs, properties) };
            // The same resource under another Pulumi name: it would be created again and then deleted.
            const isOther =
                nameOf(urn) === name ||
                registered.has(stateName(urn)) ||
                (type === passwordType && !isPasswordOf(urn, properties["user"]));
            return { props: asThere, opts: isOther ? opts : { ...opts, aliases: [...(opts.aliases ?? []), urn] } };
        }
        if (type === passwordType && isOwnPassword(name, properties["user"])) return undefined;
        // If the lists may not be read, the engine reports the problem.
        const found = await find(type, properties).catch(() => undefined);
        const id = found?.id;
        // If the state could not be read, its resources would be taken for others, and deleted for this one.
        const isRisky = id !== undefined && namesRegion(id) && !isKnown && opts.retainOnDelete !== true;
        if (id === undefined || isRisky) return undefined;
        return {
            props: { ...props, ...respelled(type, { [kinds[type].caseless ?? ""]: found?.name }, properties) },
            opts: { ...opts, import: id },
        };
    };
    const inComponent: pulumi.ResourceTransform = async (args) => {
        const { type, props, opts } = args;
        if (!isFoundByName(type)) return undefined;
        const others = { ...opts, ignoreChanges: [...(opts.ignoreChanges ?? []), ...(kinds[type].others ?? [])] };
        return (await takeIn({ ...args, opts: others })) ?? { props, opts: others };
    };
    /** A role's permissions boundary stays as at AWS, unless the config names one, or did in the last run. */
    const boundary = (type: FoundType, name: string, props: Properties): readonly string[] => {
        if (type !== "aws:iam/role:Role" || props["permissionsBoundary"] !== undefined) return [];
        const component = byName.get(`aws-organization:access:CrossAccountRole::${name.replace(/-role$/u, "")}`);
        return typeof component?.outputs["boundary"] === "string" ? [] : ["permissionsBoundary"];
    };
    // The engine calls back for each resource with a transform, which takes milliseconds: thousands of accounts need none.
    pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
        // Resources of another program's component pass only through its transforms.
        if (type.startsWith("awsx:"))
            return { props, opts: { ...opts, transforms: [...(opts.transforms ?? []), inComponent] } };
        if (!isFoundByName(type)) return undefined;
        registered.add(`${type}::${name}`);
        const custom: pulumi.CustomResourceOptions = opts;
        const { many } = kinds[type];
        const others = [...(kinds[type].others ?? []), ...boundary(type, name, props)];
        const isDone = custom.import !== undefined || (many === true && byName.has(`${type}::${name}`));
        return {
            props: props,
            opts: {
                ...custom,
                ignoreChanges: [...(custom.ignoreChanges ?? []), ...others],
                transforms: [...(custom.transforms ?? []), ...(isDone ? [] : [takeIn])],
            },
        };
    });
}

/** An import id, and AWS's name if it may be spelled differently. */
interface Found {
    readonly id: string;
    readonly name?: string;
}

function finders(options: ClientOptions): (type: FoundType, properties: Properties) => Promise<Found | undefined> {
    const byName = namedThings(options);
    const inIdentityCenter = identityCenterThings(options);
    return async (type, properties) => {
        if (isContact(type)) return undefined;
        if (isOfIdentityCenter(type, inIdentityCenter)) return asFound(await inIdentityCenter[type](properties));
        if (type === optedRegion) return asFound(await findOptedRegion(options, properties));
        if (isSecurityThing(type)) return asFound(await securityThings[type](options, properties));
        if (type === "aws:accessanalyzer/analyzer:Analyzer") return asFound(await findAnalyzer(options, properties));
        const id = await byName(type, properties[kinds[type].identity[0]] as string);
        return id === undefined ? undefined : { id, name: nameInArn(id) };
    };
}

function asFound(found: Found | string | undefined): Found | undefined {
    return typeof found === "string" ? { id: found } : found;
}

function isContact(type: FoundType): type is (typeof contactTypes)[number] {
    return contactTypes.some((each) => each === type);
}

function isOfIdentityCenter(type: FoundType, things: object): type is IdentityCenterType {
    return Object.hasOwn(things, type);
}

/** AWS's spelling of the name, if names are compared without case and another spelling would mean another resource. */
function spelled(type: FoundType, there: Properties, written: Properties): Readonly<Record<string, string>> {
    const { caseless } = kinds[type];
    if (caseless === undefined) return {};
    const [name, mine] = [there[caseless], written[caseless]];
    const isSame = typeof name === "string" && typeof mine === "string" && name.toLowerCase() === mine.toLowerCase();
    return isSame ? { [caseless]: name } : {};
}

/** `arn:…:policy/<path>/<name>` */
function nameInArn(id: string): string {
    return id.slice(id.lastIndexOf("/") + 1);
}

/** The properties that are known; those that a preview cannot know yet are left out. */
async function known(props: Properties): Promise<Properties> {
    const plain = (await pulumi.runtime.serializeProperties("props", props)) as Properties;
    return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== pulumi.runtime.unknownValue));
}

/** What identifies a resource; undefined while a part of it is not known. */
function keyOf(type: FoundType, properties: Properties): string | undefined {
    const { identity, caseless } = kinds[type];
    const parts = identity.map((property) => {
        const value = properties[property];
        return property === caseless && typeof value === "string" ? value.toLowerCase() : value;
    });
    const isKnown = parts.every((part) => part !== undefined && part !== null);
    const sorted = (part: unknown): unknown => (typeof part === "object" ? Object.entries(part!).sort() : part);
    return isKnown ? JSON.stringify([type, ...parts.map(sorted)]) : undefined;
}

/**
 * Whether a password in the state is this user's: an admin may have become an emergency user, or the reverse. The password of a renamed
 * user has the earlier name, which may be another user's since.
 */
function isPasswordOf(urn: string, user: unknown): boolean {
    const [, name] = /::(?:admin|break-glass)-(.+)-login$/u.exec(urn) ?? [];
    return typeof user === "string" && name?.toLowerCase() === user.toLowerCase();
}

/** Type and name of a resource, from `urn:pulumi:<stack>::<project>::<parents' types>$<type>::<name>`. */
function stateName(urn: string): string {
    const [types = "", ...name] = urn.split("::").slice(2);
    return [types.slice(types.lastIndexOf("$") + 1), ...name].join("::");
}

/** Whether resources of this type are found by name. */
export function isFoundByName(type: string): type is FoundType {
    return Object.hasOwn(kinds, type);
}
