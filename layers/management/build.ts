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
import { buildContacts, buildDelegations, buildPolicies, type Registered } from "./governance";
import { allInForce, isDelegated, type InForce } from "./in-force";
import type { AwsSnapshot, AwsOrganization } from "../../aws/snapshot";
import { findUnitId } from "../../aws/snapshot-target";
import { asWritten, type PeopleNames } from "../shared/spelling";
import { buildIdentities, type AccountSettings, type ManagementIdentities } from "./identities";
import { buildManagementRoles } from "./roles";
import { isOrganizationAlone } from "./scope";
import { buildOwnServices } from "./security-services";
import { buildStateBackend } from "./state-first";
import { noContactsThere, type ContactsThere } from "./replaced-contacts";
import { noTags, tagsOf, tagsOutput, type KnownTags } from "./tags";

/** What a run needs besides its config. */
export interface Run {
    /** Accounts of the config, including those that this run leaves out. Default: the config's. */
    readonly declared?: ManagementConfig["accounts"];
    /** Whether the run is bound to the plan of a preview. Default: false. */
    readonly boundByPlan?: boolean;
    /** What to do about settings that are off at AWS. Default: nothing. */
    readonly inForce?: InForce;
    /** Settings of the state's key that are off at AWS. Default: none. */
    readonly keyOff?: readonly string[];
    /** The management account's alias. Default: none. */
    readonly accountAlias?: AliasArgs | undefined;
    /** Tags of accounts, units and policies. Default: none. */
    readonly tags?: KnownTags;
    /** Password rules for the management account's users. Default: this program's. */
    readonly passwordPolicy?: PasswordPolicyArgs;
    /** Id of the resource policy, where AWS has it and the state does not. */
    readonly resourcePolicyId?: string | undefined;
    /** Import id of the budget, where AWS has it and the state does not. */
    readonly budgetId?: string | undefined;
    /** Notifications of the budget, in words, that the state has and AWS does not. */
    readonly noticesOff?: readonly string[];
    /** AWS Config recorders of the management account itself. Default: none. */
    readonly recorders?: AccountRecordersArgs | undefined;
    /** Contacts that AWS has already. Default: none. */
    readonly contacts?: ContactsThere;
    /** Names of users and groups as IAM spells them. Default: as in the config. */
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
    const rules = passwordPolicy === undefined ? {} : { passwordPolicy };
    const ownThings = isOrganizationAlone(config)
        ? nothingOwn(config, snapshot)
        : buildOwnThings(config, registered, keyOff, { alias: accountAlias, ...rules, names, opted }, opts);
    return {
        schema: outputsSchema,
        company: config.company,
        email: config.email,
        ownedDomains: config.ownedDomains,
        partition: snapshot.partition,
        regions: config.regions,
        organization: { id: organization.organizationId, arn: organization.arn, rootId: organization.rootId },
        management: { ...config.management, roleArn: ownThings.adminRoleArn },
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
        state: ownThings.state,
        encryptedPasswords: ownThings.encryptedPasswords,
        ci:
            ownThings.ci === null
                ? null
                : { previewRoleArn: ownThings.ci.previewRoleArn, deployRoleArn: ownThings.ci.deployRoleArn },
    };
}

/** What is in the management account itself, as the outputs have it. */
type OwnThings = Omit<ManagementIdentities, "adminRoleArn"> &
    Pick<ManagementStackOutputs, "state"> & { readonly adminRoleArn: pulumi.Input<string> };

/** The state's home, the administrators with their role, and the roles of `access` in the management account. */
function buildOwnThings(
    config: ManagementConfig,
    registered: Registered,
    keyOff: readonly string[],
    settings: AccountSettings,
    opts: pulumi.ComponentResourceOptions,
): OwnThings {
    const { snapshot } = registered;
    const state = buildStateBackend(config, snapshot, opts, keyOff);
    const identities = buildIdentities(config, snapshot, state, settings, opts);
    buildManagementRoles(config, registered, opts);
    return { ...identities, state: { bucket: state.bucketName, keyAlias: state.keyAlias, keyArn: state.keyArn } };
}

/** The ARN that the role would have; AWS refuses whoever uses it while the role does not exist. */
function nothingOwn({ management }: ManagementConfig, { partition }: AwsSnapshot): OwnThings {
    const adminRoleArn = `arn:${partition}:iam::${management.id}:role/${management.roleName}`;
    return { adminRoleArn, state: null, encryptedPasswords: {}, ci: null };
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
 * Whether an existing organization is imported. An empty one is: either this program created it and the run was cut off, or it might as
 * well have. One that the state has is never imported, whatever the config says.
 */
function adoption(id: string | undefined, existing: AwsOrganization | undefined): Pick<OrganizationArgs, "importId"> {
    if (id !== undefined) return { importId: id };
    return existing !== undefined && isEmpty(existing) ? { importId: existing.id } : {};
}

function isEmpty(existing: AwsOrganization): boolean {
    return isUntouched({ ...existing, units: new Set([...existing.units.keys(), ...existing.oddUnits]) });
}

/**
 * An account is in one organization at most. An existing one must be in the state, named by the config, or empty; otherwise the run is
 * refused.
 */
export function twinOrganizationFaults(
    { organization }: Pick<ManagementConfig, "organization">,
    { organization: existing }: AwsSnapshot,
    { resources, isKnown }: OwnStack,
): readonly Fault[] {
    if (existing === undefined || organization.id !== undefined || isEmpty(existing)) return [];
    // Where nobody can tell, AWS itself refuses a second organization.
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
