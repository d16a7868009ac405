import { OrganizationsClient } from "@aws-sdk/client-organizations";
import * as pulumi from "@pulumi/pulumi";
import { awsClient, type ClientOptions } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import {
    contentLacks,
    delegationLacks,
    delegationsOf,
    lacksOf,
    lackText,
    sameDocument,
    type Lack,
} from "../../aws/in-force";
import { readPolicyContents } from "../../aws/policy-contents";
import type { AwsOrganization } from "../../aws/snapshot";
import { findPolicy } from "../../aws/snapshot-target";
import { delegationPlace, missingDelegations } from "../../aws/own-delegations";
import { readRootFeatures, rootFeatures } from "../../aws/root-access";
import {
    registrationEnd,
    type DelegatedAdministratorArgs,
} from "../../components/organization/delegated-administrator";
import type { OrganizationArgs } from "../../components/organization/organization";
import type { OrganizationPolicyArgs } from "../../components/organization/organization-policy";
import type { ManagementConfig, PolicyConfig } from "../../config";
import { refuse } from "../shared/stack-config";
import type { OwnStack } from "../shared/own-stack";
import { isBoundByPlan } from "../shared/planned-run";
import { unlessDenied } from "../shared/unless-denied";
import type { AwsSnapshot } from "../../aws/snapshot";
import * as act from "./switch-on";

/** What components do about settings that are off at AWS although the state says that they are on. */
export interface InForce {
    readonly organization: Pick<
        OrganizationArgs,
        "offAtAws" | "ownsPolicyTypes" | "ownsServices" | "rootAccessId" | "switchOn" | "switchRootAccessOn"
    >;
    readonly policy: (
        policy: PolicyConfig,
    ) => Pick<OrganizationPolicyArgs, "offAtAws" | "attach" | "rewrite" | "mustBeThere">;
    readonly delegation: (
        delegation: Pick<ManagementConfig["delegatedAdministrators"][number], "account" | "service">,
    ) => Pick<DelegatedAdministratorArgs, "offAtAws" | "register">;
}

/** Where nothing is off at AWS, or nothing is there yet. */
export const allInForce: InForce = { organization: {}, policy: () => ({}), delegation: () => ({}) };

const types = {
    organization: "aws:organizations/organization:Organization",
    rootAccess: "aws:iam/organizationsFeatures:OrganizationsFeatures",
    policy: "aws:organizations/policy:Policy",
    attachment: "aws:organizations/policyAttachment:PolicyAttachment",
};

/**
 * Compares policy types, trusted access, root access, policies with their attachments, and delegations with AWS itself: the engine
 * compares the config with the state alone, and the provider writes a call that AWS refused into the state as if it had been done. A
 * preview says what is off, and counts it as a change of the component; `pulumi up` switches it on by the API, after the engine has done
 * its part, which with --refresh is all of it.
 */
export async function keepInForce(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    own: OwnStack,
    region: string,
): Promise<InForce> {
    const { organization } = snapshot;
    if (organization === undefined) return allInForce;
    const options = { region };
    const client = awsClient(OrganizationsClient, options);
    const [features, delegations, contents] = await Promise.all([
        rootFeaturesOf(config, options),
        delegationsOff(config, organization, options),
        contentsOf(config, organization, own, client),
    ]);
    const lacks = [
        ...lacksOf(config, { ...organization, rootFeatures: features }),
        ...delegations,
        ...contentLacks(config, organization, contents),
    ];
    const ownsPolicyTypes = isEngineAstray(config, organization, own);
    const ownsServices = hasServiceNeverOn(config, organization, own);
    const disabled = config.organization.disable.filter((each) =>
        each.endsWith("_POLICY") ? ownsPolicyTypes : ownsServices && !isDelegated(each, organization),
    );
    const unseen = lacks.filter(
        (lack) =>
            (ownsPolicyTypes && lack.kind === "policy type") ||
            (ownsServices && lack.kind === "trusted access") ||
            isInState(lack, own),
    );
    const gone = gonePolicies(config, snapshot, own);
    const isRootAccessNew =
        own.isKnown &&
        rootFeatures.every((feature) => features?.includes(feature)) &&
        !own.resources.some(({ type }) => type === types.rootAccess);
    const adopted = isRootAccessNew ? { rootAccessId: organization.id } : {};
    if (lacks.length === 0 && gone.size === 0 && !ownsPolicyTypes && !ownsServices)
        return { ...allInForce, organization: adopted };
    const dryRun = pulumi.runtime.isDryRun();
    const wasOn = unseen.filter((lack) => isInState(lack, own));
    if (wasOn.length > 0) report(wasOn, dryRun);
    const unwanted = [
        ...disabled.filter((each) => organization.policyTypes.includes(each)).map((type) => `policy type ${type}`),
        ...disabled.filter((each) => organization.services.includes(each)).map((name) => `trusted access of ${name}`),
    ].map((what) => `${what} is on, and the config disables it`);
    unwanted.forEach((text) => void pulumi.log.warn(text));
    const ofOrganization = [...unseen.filter(({ kind }) => organizationKinds.has(kind)).map(lackText), ...unwanted];
    const offRootAccess = unseen.filter((lack) => lack.kind === "root access");
    // What a preview's plan contains must be registered.
    const counts = dryRun || (await isBoundByPlan());
    const said = (texts: readonly string[]): { readonly offAtAws?: readonly string[] } =>
        counts && texts.length > 0 ? { offAtAws: texts } : {};
    return {
        organization: {
            ...adopted,
            ...said(ofOrganization),
            ownsPolicyTypes,
            ownsServices,
            ...(dryRun ? {} : { switchOn: (rootId) => act.switchOn(client, rootId, lacks, disabled) }),
            ...(dryRun || offRootAccess.length === 0
                ? {}
                : { switchRootAccessOn: () => act.switchRootAccessOn(offRootAccess, options) }),
        },
        policy: ({ name }) => {
            const off = unseen.filter((lack) => lack.kind === "attachment").filter((lack) => lack.name === name);
            const changed = unseen.find((lack) => lack.kind === "content" && lack.name === name);
            const goneId = gone.get(name);
            return {
                ...said([...(changed === undefined ? [] : [changed]), ...off].map(lackText)),
                ...(dryRun || off.length === 0 ? {} : { attach: act.attacher(client, off) }),
                ...(dryRun || changed?.kind !== "content" ? {} : { rewrite: () => act.rewrite(client, changed) }),
                ...(goneId === undefined ? {} : { mustBeThere: act.refuseGone(name, goneId) }),
            };
        },
        delegation: ({ account, service }) => {
            const off = unseen
                .filter((lack) => lack.kind === "delegation")
                .filter((lack) => lack.account === account && lack.name === service);
            return {
                ...said(off.map(lackText)),
                ...(dryRun || off.length === 0
                    ? {}
                    : { register: (region) => act.delegateAgain(client, off, region, options) }),
            };
        },
    };
}

const organizationKinds: ReadonlySet<Lack["kind"]> = new Set(["policy type", "trusted access", "root access"]);

/**
 * Whether the engine does not know of a policy type that AWS has on, and would enable it, which AWS refuses; or would disable any: the
 * provider waits for what is no
 * more (hashicorp/terraform-provider-aws v6.34, organization.go: an empty summary counts as none), and fails after minutes. The state
 * is not as AWS is then, until a refresh.
 */
function isEngineAstray(
    { organization: { policyTypes, disable } }: ManagementConfig,
    { policyTypes: on }: AwsOrganization,
    own: OwnStack,
): boolean {
    const known = ofOrganizationInState(own, "enabledPolicyTypes");
    if (known === undefined) return false;
    const wanted = [...policyTypes, ...on].filter((type) => !disable.includes(type));
    return on.some((type) => !known.includes(type)) || known.some((type) => !wanted.includes(type));
}

/**
 * Services that are on in the state, off at AWS, and no longer in the config: AWS refused to switch them on, and the provider wrote them to
 * the state all the same. The engine would now switch them off, which AWS refuses as well.
 */
function hasServiceNeverOn(
    { organization: { services } }: ManagementConfig,
    { services: on }: AwsOrganization,
    own: OwnStack,
): boolean {
    const known = ofOrganizationInState(own, "awsServiceAccessPrincipals") ?? [];
    return known.some((service) => !on.includes(service) && !services.includes(service));
}

/**
 * A service with a delegated administrator is not switched off: this run removes the administrator, the next run switches off the service.
 */
export function isDelegated(service: string, organization: AwsOrganization | undefined): boolean {
    return [...(organization?.delegations ?? [])].some((delegation) => delegation.endsWith(`/${service}`));
}

function ofOrganizationInState(
    { resources }: OwnStack,
    property: "enabledPolicyTypes" | "awsServiceAccessPrincipals",
): readonly string[] | undefined {
    const value = resources.find(({ type }) => type === types.organization)?.outputs[property];
    return Array.isArray(value) ? value.map(String) : undefined;
}

/** Undefined where the config does not ask for it, or the caller may not read it. */
async function rootFeaturesOf(
    { organization }: ManagementConfig,
    options: ClientOptions,
): Promise<readonly string[] | undefined> {
    if (!organization.rootAccess) return undefined;
    return unlessDenied("which root access is central", readRootFeatures(await act.iamClient(options)));
}

/** Documents at AWS of policies whose document in the state is the config's. For all others the engine finds a difference by itself. */
async function contentsOf(
    config: ManagementConfig,
    organization: AwsOrganization,
    { resources }: OwnStack,
    client: OrganizationsClient,
): Promise<ReadonlyMap<string, string>> {
    const known = new Map(
        resources.filter(({ type }) => type === types.policy).map(({ outputs }) => [outputs["id"], outputs["content"]]),
    );
    const ids = config.policies.flatMap((policy) => {
        const { id } = findPolicy(policy, { organization }) ?? {};
        const own = known.get(id);
        return id === undefined || typeof own !== "string" || !sameDocument(own, policy.minified) ? [] : [id];
    });
    return (await unlessDenied("what the policies say", readPolicyContents(client, ids))) ?? new Map();
}

async function delegationsOff(
    config: ManagementConfig,
    organization: AwsOrganization,
    options: ClientOptions,
): Promise<readonly Lack[]> {
    const wanted = delegationsOf(config, organization);
    const registered = organization.delegations;
    // For registered delegations the service has been asked already.
    const asked = wanted.filter(({ accountId, service }) => !registered.has(delegationPlace(accountId, service)));
    const elsewhere = await missingDelegations(
        asked.map(({ accountId, service, region }) => delegationPlace(accountId, service, region)),
        options,
    ).catch((error: unknown) => refuse([awsFault(error)]));
    return delegationLacks(wanted, registered, new Set([...organization.delegationsElsewhere, ...elsewhere]));
}

/** What is missing in the state the engine finds by itself. */
function isInState(lack: Lack, own: OwnStack): boolean {
    const { resources, urnOf } = own;
    if (lack.kind === "policy") return false;
    if (lack.kind === "content") return true;
    if (lack.kind === "delegation")
        return resources.some(
            ({ urn, outputs }) =>
                urn.endsWith(registrationEnd(lack.name, lack.region)) &&
                ["accountId", "adminAccountId", "delegatedAdminAccountId"].some(
                    (property) => outputs[property] === lack.accountId,
                ),
        );
    if (lack.kind === "root access") {
        const features = resources.find(({ type }) => type === types.rootAccess)?.outputs["enabledFeatures"];
        return Array.isArray(features) && features.includes(lack.name);
    }
    if (lack.kind === "attachment") return urnOf(types.attachment, `${lack.targetId}:${lack.policyId}`) !== undefined;
    const property = lack.kind === "policy type" ? "enabledPolicyTypes" : "awsServiceAccessPrincipals";
    return ofOrganizationInState(own, property)?.includes(lack.name) === true;
}

function report(unseen: readonly Lack[], dryRun: boolean): void {
    const lines = unseen.map((lack) => `  ${lackText(lack)}`).join("\n");
    void pulumi.log.warn(
        `AWS has off what was switched on before; ${dryRun ? "`pulumi up` switches it on again" : "this run switches it on again"}:\n${lines}`,
    );
}

/** Ids, by name, of policies that are in the state and gone at AWS. A new policy gets another id, so only the engine can create it. */
function gonePolicies(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    { resources }: OwnStack,
): ReadonlyMap<string, string> {
    const ids = new Set(snapshot.organization?.policies.map(({ id }) => id));
    return new Map(
        config.policies.flatMap((policy) => {
            const { name, formerly, type } = policy;
            const own = resources.find(
                (each) =>
                    each.type === types.policy &&
                    each.outputs["type"] === type &&
                    [name, ...formerly].includes(String(each.outputs["name"])),
            );
            const id = own?.outputs["id"];
            if (typeof id !== "string" || ids.has(id) || findPolicy(policy, snapshot) !== undefined) return [];
            return [[name, id] as const];
        }),
    );
}
