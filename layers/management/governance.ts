import * as pulumi from "@pulumi/pulumi";
import { contactsAtOnce } from "../../aws/contacts";
import { linkedServices } from "../../aws/service-linked-roles";
import type { ManagementConfig, PolicyConfig } from "../../config";
import { meaningOfTarget } from "../../config/names";
import { AccountContacts } from "../../components/account/account-contacts";
import { DelegatedAdministrator, registrationEnd } from "../../components/organization/delegated-administrator";
import type { Organization } from "../../components/organization/organization";
import type { OrganizationalUnits } from "../../components/organization/organizational-units";
import { OrganizationPolicy, type OrganizationPolicyArgs } from "../../components/organization/organization-policy";
import { ServiceLinkedRole } from "../../components/organization/service-linked-role";
import { formerName } from "../shared/former-names";
import type { OwnStack } from "../shared/own-stack";
import type { Accounts } from "./accounts";
import type { InForce } from "./in-force";
import { delegationPlace } from "../../aws/own-delegations";
import { contactMembers } from "./contact-members";
import type { AwsSnapshot } from "../../aws/snapshot";
import { findPolicy, findTargetId } from "../../aws/snapshot-target";
import { restOfContacts, type RestOf } from "./primary-contacts";
import { judgedLate, type ContactsThere } from "./replaced-contacts";
import { tagsOf, type KnownTags } from "./tags";

/** What the layer has registered so far. */
export interface Registered {
    readonly snapshot: AwsSnapshot;
    readonly own: OwnStack;
    readonly inForce: InForce;
    readonly organization: Organization;
    readonly units: OrganizationalUnits;
    readonly accounts: Accounts;
}

/** Policies on their targets, by name. They need their type enabled, so they wait for the organization. */
export function buildPolicies(
    config: ManagementConfig,
    registered: Registered,
    known: KnownTags,
    opts: pulumi.ComponentResourceOptions,
): Readonly<Record<string, OrganizationPolicy>> {
    const policies: Record<string, OrganizationPolicy> = {};
    for (const policy of config.policies) {
        const targets = policy.targets.map((target) => [
            attachmentName(target, config),
            targetId(target, config, registered),
        ]);
        const existing = existingPolicy(policy, config, registered);
        policies[policy.name] = new OrganizationPolicy(
            policyComponent(policy.name),
            {
                name: policy.name,
                type: policy.type,
                description: policy.description,
                content: policy.minified,
                targets: Object.fromEntries(targets) as Record<string, pulumi.Input<string>>,
                ...tagsOf(policy.tags, existing?.policyId, known),
                ...(existing === undefined ? {} : { existing }),
                ...registered.inForce.policy(policy),
            },
            pulumi.mergeOptions(opts, {
                dependsOn: registered.organization,
                ...formerName(policyComponent, policy.formerly),
            }),
        );
    }
    return policies;
}

/** A colon separates a component's name from the names inside it, so colons in a policy's name are replaced. */
function policyComponent(name: string): string {
    return `policy-${name.replace(/[%:]/gu, encodeURIComponent)}`;
}

/** `root`, `root/<path of a unit>` or `<key of an account>`. Each target has one such name, however the config spells it. */
function attachmentName(target: string, { units }: ManagementConfig): string {
    const meaning = meaningOfTarget(target, (word) => units.some(({ path }) => path === word));
    if (meaning.kind === "root") return "root";
    return meaning.kind === "unit" ? `root/${meaning.path}` : meaning.key;
}

/** The policy that AWS has under this name or the former one, and what it is attached to. */
function existingPolicy(
    policy: PolicyConfig,
    config: ManagementConfig,
    { snapshot, own }: Registered,
): OrganizationPolicyArgs["existing"] {
    const found = findPolicy(policy, snapshot);
    if (found === undefined) return undefined;
    const targets = policy.targets.flatMap((target) => {
        const id = findTargetId(target, config, snapshot);
        if (id === undefined) return [];
        const attachmentId = `${id}:${found.id}`;
        const urn = own.urnOf("aws:organizations/policyAttachment:PolicyAttachment", attachmentId);
        const attachment = {
            ...(found.targets.includes(id) ? { attachmentId } : {}),
            ...(urn === undefined ? {} : { urn }),
        };
        return [[attachmentName(target, config), attachment] as const];
    });
    return { policyId: found.id, attachments: Object.fromEntries(targets) };
}

/** Delegations. They wait for the organization's trusted access to the service, and for the roles that some services need. */
export function buildDelegations(
    config: ManagementConfig,
    registered: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    const { snapshot, own, organization, accounts, inForce } = registered;
    for (const service of linkedServices(config.delegatedAdministrators)) {
        new ServiceLinkedRole(`service-linked-role-${service}`, { service }, opts);
    }
    for (const { account, service, regions } of config.delegatedAdministrators) {
        const id = findTargetId(`account:${account}`, config, snapshot);
        const { delegations, delegationsElsewhere, delegationsUnknown } = snapshot.organization ?? {};
        const isThere = (region?: string): boolean =>
            delegations?.has(delegationPlace(id ?? "", service)) === true &&
            delegationsElsewhere?.has(delegationPlace(id ?? "", service, region)) !== true;
        // The state has the id without the region. Importing it under another id would replace it by itself.
        const isOurs = (region: string): boolean =>
            own.resources.some(({ urn }) => urn.endsWith(registrationEnd(service, region)));
        const isUnknown = (region: string): boolean =>
            delegationsUnknown?.has(delegationPlace(id ?? "", service, region)) === true;
        // Where AWS does not say whether it exists, both creating and importing it could fail. What the state has stays as it is.
        const leftOut = own.isKnown ? regions.filter((region) => isUnknown(region) && !isOurs(region)) : [];
        if (leftOut.length > 0) void pulumi.log.warn(leftOutText(account, service, leftOut));
        const componentName = (key: string): string => `delegation-${key}-${service}`;
        const { accountId } = accounts[account]!;
        const off = inForce.delegation({ account, service });
        new DelegatedAdministrator(
            componentName(account),
            {
                // Trusted access to the service comes first, whoever switches it on.
                accountId:
                    off.register === undefined
                        ? accountId
                        : pulumi.all([accountId, organization.rootId]).apply(([id]) => id),
                service,
                ...(isThere() ? { existing: id! } : {}),
                regions: Object.fromEntries(
                    regions
                        .filter((region) => !leftOut.includes(region))
                        .map((region) => [
                            region,
                            isThere(region) && !isOurs(region) && own.isKnown ? `${id!}@${region}` : undefined,
                        ]),
                ),
                ...off,
            },
            pulumi.mergeOptions(opts, {
                dependsOn: organization,
                ...formerName(componentName, config.accounts.find(({ key }) => key === account)?.formerly ?? []),
            }),
        );
    }
}

function leftOutText(account: string, service: string, regions: readonly string[]): string {
    return [
        `delegatedAdministrators.${account}: ${service} does not say who administers it in ${regions.join(", ")}; this run leaves it as it is there`,
        "  → switch the region on, set the service up there, or let the caller ask it; the next run delegates it",
    ].join("\n");
}

/** The contacts of every account that is not closed, the management account's without its id. */
export function buildContacts(
    config: ManagementConfig,
    { snapshot, own, organization, accounts }: Registered,
    there: ContactsThere,
    opts: pulumi.ComponentResourceOptions,
): void {
    if (Object.keys(config.contacts).length === 0) return;
    const { primary } = config.contacts;
    const judged = judgedLate(organization.organizationId, config, there);
    const restOf: RestOf =
        primary === undefined
            ? () => undefined
            : restOfContacts(primary, snapshot, own, judged ?? organization.organizationId, there.read);
    const made: AccountContacts[] = [];
    const componentName = (key: string): string => `contacts-${key}`;
    const members = contactMembers(config, snapshot, own);
    for (const { key, formerly } of [{ key: "management", formerly: [] }, ...members]) {
        const before = made.at(-contactsAtOnce);
        const account = key === "management" ? {} : { accountId: accounts[key]!.accountId };
        const id = key === "management" ? undefined : findTargetId(`account:${key}`, config, snapshot);
        // A new account has the management account's contact; AWS copies it.
        const primaryRest = key === "management" || id !== undefined ? restOf(id) : undefined;
        const order = { dependsOn: before === undefined ? [organization] : [organization, before] };
        made.push(
            new AccountContacts(
                componentName(key),
                {
                    ...config.contacts,
                    ...account,
                    after: judged,
                    primaryRest,
                    ...there.replacesOf(key),
                    there: there.sameOf(key),
                    ...(id === undefined ? {} : { importedId: id }),
                },
                pulumi.mergeOptions(opts, { ...order, ...formerName(componentName, formerly) }),
            ),
        );
    }
}

function targetId(
    target: string,
    config: ManagementConfig,
    { organization, units, accounts }: Registered,
): pulumi.Input<string> {
    const meaning = meaningOfTarget(target, (path) => units.ids[path] !== undefined);
    if (meaning.kind === "root") return organization.rootId;
    if (meaning.kind === "unit") return units.ids[meaning.path]!;
    const { key } = meaning;
    return key === "management" ? config.management.id : accounts[key]!.accountId;
}
