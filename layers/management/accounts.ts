import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { Account } from "../../components/account/account";
import type { Organization } from "../../components/organization/organization";
import type { OrganizationalUnits } from "../../components/organization/organizational-units";
import { accountByEmail } from "../../aws/snapshot-target";
import { formerName } from "../shared/former-names";
import type { AwsSnapshot } from "../../aws/snapshot";
import { tagsOf, type KnownTags } from "./tags";

/** AWS makes accounts one after another and returns ConcurrentModificationException when many are requested at once (pulumi/pulumi-aws#1320). */
const accountsAtOnce = 4;

/** The accounts by key, the management account under `management` once it can be imported. */
export type Accounts = Readonly<Record<string, Account>>;

/** Registers the member accounts that are not closed. */
export function buildAccounts(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    organization: Organization,
    units: OrganizationalUnits,
    known: KnownTags,
    opts: pulumi.ComponentResourceOptions,
): Accounts {
    const accounts: Record<string, Account> = {};
    const made: Account[] = [];
    for (const account of config.accounts.filter((each) => each.state === "active")) {
        const before = made.at(-accountsAtOnce);
        const id = account.id ?? accountByEmail(account, snapshot)?.id;
        const component = new Account(
            componentName(account.key),
            {
                name: account.name,
                email: account.email,
                ...(account.unit === undefined ? {} : { parentId: unitId(account.unit, organization, units) }),
                roleName: account.roleName,
                ...tagsOf(account.tags, id, known),
                ...importOf(id),
            },
            pulumi.mergeOptions(opts, {
                ...formerName(componentName, account.formerly),
                ...(before === undefined ? {} : { dependsOn: before }),
            }),
        );
        made.push(component);
        accounts[account.key] = component;
    }
    return accounts;
}

/** For the `importId` of a component. */
export function importOf(id: string | undefined): { importId?: string } {
    return id === undefined ? {} : { importId: id };
}

function componentName(key: string): string {
    return `account-${key}`;
}

/**
 * The management account is imported, for nothing can make it. It can be read only once the organization is there, so the preview of
 * the very first run leaves it out and says so; and so does the run itself where that preview's plan binds it.
 */
export function buildManagementAccount(
    { management }: ManagementConfig,
    {
        snapshot,
        known,
        boundByPlan,
    }: { readonly snapshot: AwsSnapshot; readonly known: KnownTags; readonly boundByPlan: boolean },
    organization: Organization,
    units: OrganizationalUnits,
    opts: pulumi.ComponentResourceOptions,
): Account | undefined {
    const { id, roleName, unit, tags } = management;
    if (snapshot.organization === undefined && (boundByPlan || pulumi.runtime.isDryRun())) {
        void pulumi.log.info(
            boundByPlan
                ? `the management account ${id} is imported in the next run: the plan of this one was made before the organization was there`
                : `the management account ${id} is imported in this run, once the organization is there; in the next one, if a plan of this preview binds it`,
        );
        return undefined;
    }
    const { name, email } = snapshot.organization === undefined ? asMade(management, organization) : management;
    const where = snapshot.organization?.managementParentId ?? organization.rootId;
    return new Account(
        componentName("management"),
        {
            name,
            email,
            roleName,
            parentId: unit === undefined ? where : unitId(unit, organization, units),
            importId: id,
            ...tagsOf(tags, id, known),
        },
        pulumi.mergeOptions(opts, { dependsOn: organization }),
    );
}

/** Name and email of the management account in the run that makes the organization: AWS's spelling is known only then. */
function asMade(
    { name, nameGiven, email }: ManagementConfig["management"],
    organization: Organization,
): { readonly name: pulumi.Output<string>; readonly email: pulumi.Output<string> } {
    const isSame = (other: string | undefined): other is string => other?.toLowerCase() === email.toLowerCase();
    return {
        name: organization.management.apply((made) => (nameGiven ? name : made.name)),
        email: organization.management.apply((made) => (isSame(made.email) ? made.email : email)),
    };
}

function unitId(
    unit: string,
    { rootId }: Pick<Organization, "rootId">,
    { ids }: Pick<OrganizationalUnits, "ids">,
): pulumi.Output<string> {
    return unit === "root" ? rootId : ids[unit]!;
}
