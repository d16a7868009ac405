import * as pulumi from "@pulumi/pulumi";
import { linkedServices } from "../../aws/service-linked-roles";
import type { ManagementConfig } from "../../config";
import type { PolicyConfig } from "../../config/management-config";
import { AccountContacts } from "../../components/account/account-contacts";
import { DelegatedAdministrator } from "../../components/organization/delegated-administrator";
import type { Organization } from "../../components/organization/organization";
import type { OrganizationalUnits } from "../../components/organization/organizational-units";
import { OrganizationPolicy, type OrganizationPolicyArgs } from "../../components/organization/organization-policy";
import { ServiceLinkedRole } from "../../components/organization/service-linked-role";
import type { Accounts } from "./accounts";
import type { Living } from "./living";
import { accountKey, livingTargetId } from "./living-target";

/** What the layer has registered so far. */
export interface Registered {
    readonly living: Living;
    readonly organization: Organization;
    readonly units: OrganizationalUnits;
    readonly accounts: Accounts;
}

/** More contacts at once than this and the account API answers 429 (hashicorp/terraform-provider-aws#42484). */
const contactsAtOnce = 2;

/** Policies on their targets. They need their type enabled, so they wait for the organization. */
export function buildPolicies(
    config: ManagementConfig,
    registered: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    for (const policy of config.policies) {
        const targets = policy.targets.map((target) => [target, targetId(target, config, registered)]);
        const existing = existingPolicy(policy, config, registered.living);
        new OrganizationPolicy(
            `policy-${policy.name}`,
            {
                name: policy.name,
                type: policy.type,
                description: policy.description,
                content: policy.minified,
                targets: Object.fromEntries(targets) as Record<string, pulumi.Input<string>>,
                ...(existing === undefined ? {} : { existing }),
            },
            pulumi.mergeOptions(opts, { dependsOn: registered.organization }),
        );
    }
}

/** The policy of this name and type that AWS has, and which of its targets it is attached to. */
function existingPolicy(
    policy: PolicyConfig,
    config: ManagementConfig,
    living: Living,
): OrganizationPolicyArgs["existing"] {
    const found = living.organization?.policies.find(({ name, type }) => name === policy.name && type === policy.type);
    if (found === undefined) return undefined;
    const attached = policy.targets.flatMap((target) => {
        const id = livingTargetId(target, config, living);
        return id !== undefined && found.targets.includes(id) ? [[target, id]] : [];
    });
    return { policyId: found.id, targets: Object.fromEntries(attached) as Record<string, string> };
}

/** Delegations, after the services' trusted access, which is the organization's, and the roles that some of them need. */
export function buildDelegations(
    config: ManagementConfig,
    registered: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    const { living, organization, accounts } = registered;
    for (const service of linkedServices(config.delegatedAdministrators)) {
        new ServiceLinkedRole(`service-linked-role-${service}`, { service }, opts);
    }
    for (const { account, service } of config.delegatedAdministrators) {
        const id = livingTargetId(`account:${account}`, config, living);
        const isThere = id !== undefined && living.organization?.delegations.has(`${id}/${service}`) === true;
        new DelegatedAdministrator(
            `delegation-${account}-${service}`,
            { accountId: accounts[account]!.accountId, service, ...(isThere ? { existing: id } : {}) },
            pulumi.mergeOptions(opts, { dependsOn: organization }),
        );
    }
}

/** The contacts of every account that is not closed, the management account's without its id. */
export function buildContacts(
    config: ManagementConfig,
    { organization, accounts }: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    if (Object.keys(config.contacts).length === 0) return;
    const made: AccountContacts[] = [];
    const members = config.accounts.filter((account) => account.state === "active").map((account) => account.key);
    for (const key of ["management", ...members]) {
        const before = made.at(-contactsAtOnce);
        const account = key === "management" ? {} : { accountId: accounts[key]!.accountId };
        const order = { dependsOn: before === undefined ? [organization] : [organization, before] };
        made.push(
            new AccountContacts(
                `contacts-${key}`,
                { ...config.contacts, ...account },
                pulumi.mergeOptions(opts, order),
            ),
        );
    }
}

/** A word that is both a unit and an account is the unit; `account:<key>` is the account then (config/policy-targets). */
function targetId(
    target: string,
    config: ManagementConfig,
    { organization, units, accounts }: Registered,
): pulumi.Input<string> {
    if (target === "root") return organization.rootId;
    const unit = units.ids[target];
    if (unit !== undefined) return unit;
    const key = accountKey(target);
    return key === "management" ? config.management.id : accounts[key]!.accountId;
}
