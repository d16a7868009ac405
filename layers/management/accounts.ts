import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { Account, accountComponent } from "../../components/account/account";
import { MemberAccounts } from "../../components/account/member-accounts";
import type { Organization } from "../../components/organization/organization";
import type { OrganizationalUnits } from "../../components/organization/organizational-units";
import { accountByEmail } from "../../aws/snapshot-target";
import type { AwsSnapshot } from "../../aws/snapshot";
import { nameOf, type OwnStack } from "../shared/own-stack";
import { tagsOf, type KnownTags } from "./tags";

const managementComponent = "account-management";

/** An account as the other components use it. */
export type RegisteredAccount = Pick<Account, "accountId">;

/** The accounts by key, the management account under `management` once it can be imported. */
export type Accounts = Readonly<Record<string, RegisteredAccount>>;

/** Registers the member accounts that are not closed. */
export function buildAccounts(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    organization: Organization,
    units: OrganizationalUnits,
    known: KnownTags,
    opts: pulumi.ComponentResourceOptions,
): Accounts {
    const active = config.accounts.filter((each) => each.state === "active");
    const members = active.map((account) => {
        const id = account.id ?? accountByEmail(account, snapshot)?.id;
        return {
            key: account.key,
            formerly: account.formerly,
            name: account.name,
            email: account.email,
            ...(account.unit === undefined ? {} : { parentId: unitId(account.unit, organization, units) }),
            roleName: account.roleName,
            ...tagsOf(account.tags, id, known),
            ...importOf(id),
        };
    });
    const { ids } = new MemberAccounts("account", members, opts);
    return Object.fromEntries(Object.entries(ids).map(([key, accountId]) => [key, { accountId }]));
}

/** Warns about a state from an earlier version, in which each account had a component of its own. */
export function reportOwnComponents({ resources }: OwnStack): void {
    const rows = resources.filter(
        ({ type, urn }) => type === accountComponent && nameOf(urn) !== managementComponent,
    ).length;
    if (rows === 0) return;
    void pulumi.log.info(
        `the member accounts have one component together now: ${rows} deletions of ${accountComponent} are of names in Pulumi's state alone. Nothing is deleted or changed at AWS`,
    );
}

/** The account's id as a component's `importId`. */
export function importOf(id: string | undefined): { importId?: string } {
    return id === undefined ? {} : { importId: id };
}

/**
 * The management account is imported, since nothing can create it. It can be read only once the organization exists, so the preview of the
 * very first run leaves it out and says so. The run does the same when it is bound to that preview's plan.
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
        managementComponent,
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

/** Name and email of the management account in the run that creates the organization. Only then is it known how AWS spells them. */
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
