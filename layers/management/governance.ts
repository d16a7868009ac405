import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { AccountContacts } from "../../components/account/account-contacts";
import { DelegatedAdministrator } from "../../components/organization/delegated-administrator";
import type { Organization } from "../../components/organization/organization";
import type { OrganizationalUnits } from "../../components/organization/organizational-units";
import { OrganizationPolicy } from "../../components/organization/organization-policy";
import type { Accounts } from "./accounts";

/** What the layer has registered so far. */
export interface Registered {
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
        new OrganizationPolicy(
            `policy-${policy.name}`,
            {
                name: policy.name,
                type: policy.type,
                description: policy.description,
                content: policy.minified,
                targets: Object.fromEntries(
                    policy.targets.map((target) => [target, targetId(target, config, registered)]),
                ),
            },
            pulumi.mergeOptions(opts, { dependsOn: registered.organization }),
        );
    }
}

/** Delegations, after the services' trusted access, which is the organization's. */
export function buildDelegations(
    config: ManagementConfig,
    { organization, accounts }: Registered,
    opts: pulumi.ComponentResourceOptions,
): void {
    for (const { account, service } of config.delegatedAdministrators) {
        new DelegatedAdministrator(
            `delegation-${account}-${service}`,
            { accountId: accounts[account]!.accountId, service },
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

/** A word that is both a unit and an account is the unit; `account:<key>` is the account then (config/policies). */
function targetId(
    target: string,
    config: ManagementConfig,
    { organization, units, accounts }: Registered,
): pulumi.Input<string> {
    if (target === "root") return organization.rootId;
    const unit = units.ids[target];
    if (unit !== undefined) return unit;
    const key = target.replace(/^account:/, "");
    return key === "management" ? config.management.id : accounts[key]!.accountId;
}
