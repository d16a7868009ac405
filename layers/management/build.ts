import * as pulumi from "@pulumi/pulumi";
import type { AliasArgs, PasswordPolicyArgs } from "../../components/account/account-baseline";
import type * as aws from "../../components/aws";
import { contactReader } from "../../aws/contacts";
import { unknownOrganization } from "../../aws/preflight/organization-faults";
import { isUntouched } from "../../aws/untouched";
import type { AccountRecordersArgs } from "../../components/security-services/recorders";
import type { Fault } from "../../config/faults";
import { outputsSchema, type AccountOutput, type ManagementConfig } from "../../config";
import { Organization, type OrganizationArgs } from "../../components/organization/organization";
import { budgetName } from "./budget";
import { CostAnomalies } from "../../components/billing/cost-anomalies";
import { MonthlyBudget } from "../../components/billing/monthly-budget";
import { OrganizationalUnits } from "../../components/organization/organizational-units";
import type { ManagementStackOutputs, Written } from "../shared/layer-outputs";
import { optIn } from "../shared/opted-regions";
import type { OwnStack } from "../shared/own-stack";
import { buildAccounts, buildManagementAccount, importOf, type Accounts } from "./accounts";
import { buildContacts, buildDelegations, buildPolicies } from "./governance";
import { allInForce, isDelegated, type InForce } from "./in-force";
import type { AwsSnapshot, AwsOrganization } from "../../aws/snapshot";
import { findUnitId } from "../../aws/snapshot-target";
import { asWritten, type PeopleNames } from "../shared/spelling";
import { buildIdentities } from "./identities";
import { buildManagementRoles } from "./roles";
import { buildOwnServices } from "./security-services";
import { buildStateBackend } from "./state-first";
import { noContactsThere, type ContactsThere } from "./replaced-contacts";
import { noTags, tagsOf, tagsOutput, type KnownTags } from "./tags";

/** What a run is besides its config. */
export interface Run {
    /** Accounts as they are declared, those among them that this run leaves out. Default: the config's. */
    readonly declared?: ManagementConfig["accounts"];
    /** Whether a plan of a preview binds it. Default: false. */
    readonly boundByPlan?: boolean;
    /** What to do about what AWS has off. Default: nothing. */
    readonly inForce?: InForce;
    /** What AWS has off of the state's key. Default: nothing. */
    readonly keyOff?: readonly string[];
    /** The management account's alias. Default: none. */
    readonly accountAlias?: AliasArgs | undefined;
    /** Tags of accounts, units and policies. Default: none are there. */
    readonly tags?: KnownTags;
    /** Rules for the passwords of the management account's users. Default: ours. */
    readonly passwordPolicy?: PasswordPolicyArgs;
    /** Id of the resource policy that AWS has, and the state not yet. */
    readonly resourcePolicyId?: string | undefined;
    /** Import id of a budget that AWS has, and the state not yet. */
    readonly budgetId?: string | undefined;
    /** Notices of the budget that AWS does not have although the state does, in words. */
    readonly noticesOff?: readonly string[];
    /** The management account's own recorders of AWS Config. Default: none. */
    readonly recorders?: AccountRecordersArgs | undefined;
    /** What AWS has where contacts are put. Default: nothing. */
    readonly contacts?: ContactsThere;
    /** Names of users and groups as IAM spells them. Default: as the config does. */
    readonly names?: PeopleNames;
}

/** Registers the management layer's components and returns the stack's outputs. */
export function buildManagement(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    own: OwnStack,
    provider: aws.Provider,
    {
        accountAlias,
        names = asWritten,
        declared = config.accounts,
        boundByPlan = false,
        inForce = allInForce,
        keyOff = [],
        tags: known = noTags,
        passwordPolicy,
        resourcePolicyId,
        budgetId,
        noticesOff = [],
        recorders,
        contacts = noContactsThere(contactReader({ region: config.regions[0]! })),
    }: Run = {},
): Omit<ManagementStackOutputs, "region"> {
    const opts: pulumi.ComponentResourceOptions = { providers: [provider] };
    const organization = new Organization(
        "organization",
        { ...organizationArgs(config, snapshot), resourcePolicyId, ...inForce.organization },
        opts,
    );
    const units = new OrganizationalUnits(
        "units",
        {
            rootId: organization.rootId,
            units: config.units.map(({ tags, ...unit }) => {
                const id = findUnitId(unit, snapshot);
                return { ...unit, ...tagsOf(tags, id, known), ...importOf(id) };
            }),
        },
        opts,
    );
    const members = buildAccounts(config, snapshot, organization, units, known, opts);
    const management = buildManagementAccount(config, { snapshot, known, boundByPlan }, organization, units, opts);
    const accounts = management === undefined ? members : { ...members, management };
    const registered = { snapshot, own, inForce, organization, units, accounts };
    const policies = buildPolicies(config, registered, known, opts);
    const opted = optIn(config.management.optIn, opts);
    buildDelegations(config, registered, opted);
    buildOwnServices(config, recorders, opted);
    buildContacts(config, registered, contacts, opts);
    if (config.budget !== undefined) {
        const { monthly, notify, anomalies } = config.budget;
        new MonthlyBudget(
            "budget",
            {
                budgetName: budgetName(config),
                monthly,
                notify,
                offAtAws: noticesOff,
                ...(budgetId === undefined ? {} : { existing: budgetId }),
            },
            opts,
        );
        if (anomalies !== undefined)
            new CostAnomalies(
                "cost-anomalies",
                { anomaliesName: `${config.company.short}-anomalies`, notify, from: anomalies.from },
                opts,
            );
    }
    const state = buildStateBackend(config, snapshot, opts, keyOff);
    const rules = passwordPolicy === undefined ? {} : { passwordPolicy };
    const identities = buildIdentities(config, snapshot, state, { alias: accountAlias, ...rules, names, opted }, opts);
    buildManagementRoles(config, registered, opts);
    return {
        schema: outputsSchema,
        company: config.company,
        email: config.email,
        ownedDomains: config.ownedDomains,
        partition: snapshot.partition,
        regions: config.regions,
        organization: { id: organization.organizationId, arn: organization.arn, rootId: organization.rootId },
        management: { ...config.management, roleArn: identities.adminRoleArn },
        units: units.ids,
        accounts: accountOutputs(declared, config.accounts, accounts),
        tags: tagsOutput([
            ...config.units.map(({ path, tags }) => [units.ids[path]!, tags] as const),
            ...config.policies.map(({ name, tags }) => [policies[name]!.policyId, tags] as const),
            ...config.accounts
                .filter(({ key }) => accounts[key] !== undefined)
                .map(({ key, tags }) => [accounts[key]!.accountId, tags] as const),
            ...(management === undefined ? [] : [[config.management.id, config.management.tags] as const]),
        ]),
        access: config.access,
        audit: config.audit,
        identity: config.identity,
        identityCenter: config.identityCenter,
        admins: config.admins.map(({ name }) => name),
        breakGlass: config.breakGlass.map(({ name }) => names.user(name)),
        state: { bucket: state.bucketName, keyAlias: state.keyAlias, keyArn: state.keyArn },
        encryptedPasswords: identities.encryptedPasswords,
        ci:
            identities.ci === null
                ? null
                : { previewRoleArn: identities.ci.previewRoleArn, deployRoleArn: identities.ci.deployRoleArn },
    };
}

/** What is on in AWS stays on: the config adds, and only `organization.disable` takes away. */
export function organizationArgs(config: ManagementConfig, { organization: existing }: AwsSnapshot): OrganizationArgs {
    const { id, services, policyTypes, disable, rootAccess, resourcePolicy } = config.organization;
    const union = (declared: readonly string[], on: readonly string[] = []): string[] =>
        [...new Set([...declared, ...on])]
            .filter((name) => !disable.includes(name) || isDelegated(name, existing))
            .sort();
    return {
        services: union(services, existing?.services),
        policyTypes: union(policyTypes, existing?.policyTypes),
        rootAccess,
        ...(resourcePolicy === undefined ? {} : { resourcePolicy: { ...resourcePolicy } }),
        ...adoption(id, existing),
    };
}

/**
 * Whether an organization that AWS has is imported. One with nothing in it is: this program made it, and AWS's response was lost or the run
 * died; or it could have. One that the state has already is no import, whatever is said here.
 */
function adoption(id: string | undefined, existing: AwsOrganization | undefined): Pick<OrganizationArgs, "importId"> {
    if (id !== undefined) return { importId: id };
    return existing !== undefined && isEmpty(existing) ? { importId: existing.id } : {};
}

function isEmpty(existing: AwsOrganization): boolean {
    return isUntouched({ ...existing, units: new Set([...existing.units.keys(), ...existing.oddUnits]) });
}

/** An account has one organization: one that AWS has is the state's, or the config's, or has nothing in it; or else the run is refused. */
export function twinOrganizationFaults(
    { organization }: Pick<ManagementConfig, "organization">,
    { organization: existing }: AwsSnapshot,
    { resources, isKnown }: OwnStack,
): readonly Fault[] {
    if (existing === undefined || organization.id !== undefined || isEmpty(existing)) return [];
    // AWS refuses a second one where nobody can tell.
    if (!isKnown || resources.some(({ type }) => type === "aws:organizations/organization:Organization")) return [];
    return [unknownOrganization(existing)];
}

/** Member accounts as later layers and the CLI read them. */
function accountOutputs(
    declared: ManagementConfig["accounts"],
    spelled: ManagementConfig["accounts"],
    accounts: Accounts,
): Readonly<Record<string, Written<AccountOutput>>> {
    const asAwsHasThem = new Map(spelled.map((account) => [account.key, account]));
    return Object.fromEntries(
        declared.map((account) => {
            const { key, unit = null, state, roleName, formerly, optIn } = account;
            const { name, alias = null, email } = asAwsHasThem.get(key) ?? account;
            const opted = optIn === undefined ? {} : { optIn };
            const id = accounts[key]?.accountId ?? null;
            return [key, { id, name, alias, email, unit, state, roleName, formerly, ...opted }];
        }),
    );
}
