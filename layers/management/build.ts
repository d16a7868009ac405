import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { OrganizationAccessRole } from "../../components/access/organization-access-role";
import { Account } from "../../components/account/account";
import { Organization } from "../../components/organization/organization";
import { OrganizationalUnits } from "../../components/organization/organizational-units";
import { StateBackend } from "../../components/state/state-backend";
import type { LayerOutputs } from "../layer";
import type { Living } from "./living";

/** AWS makes accounts one after another and answers ConcurrentModificationException to many at once (pulumi/pulumi-aws#1320). */
const accountsAtOnce = 4;

// The original's values (leverage.md §1.2): the admins' role asks for a code at most an hour old.
const adminMfaAge = 3600;
const adminSession = 7200;

/** Registers the management layer's components and answers the stack's outputs. */
export function buildManagement(config: ManagementConfig, living: Living, provider: aws.Provider): LayerOutputs {
    const opts: pulumi.ComponentResourceOptions = { providers: [provider] };
    const organization = new Organization("organization", organizationArgs(config, living), opts);
    const units = new OrganizationalUnits(
        "units",
        { rootId: organization.rootId, units: config.units.map((unit) => ({ ...unit, ...importOf(living.organization?.units.get(unit.path)) })) },
        opts,
    );
    const accounts = buildAccounts(config, living, organization, units, opts);
    buildManagementAccount(config, living, organization, opts);
    const access = new OrganizationAccessRole(
        "access",
        {
            accountId: config.management.id,
            partition: living.partition,
            roleName: config.management.roleName,
            admins: config.admins.map((admin) => admin.name),
            mfaAge: adminMfaAge,
            maxSession: adminSession,
        },
        opts,
    );
    const state = new StateBackend(
        "state",
        {
            bucketName: config.state.bucket,
            keyAlias: config.state.alias,
            noncurrentDays: config.state.noncurrentDays,
            accountId: config.management.id,
            partition: living.partition,
        },
        opts,
    );
    return {
        schema: 1,
        company: config.company,
        partition: living.partition,
        regions: config.regions,
        organization: { id: organization.organizationId, arn: organization.arn, rootId: organization.rootId },
        management: { ...config.management, roleArn: access.roleArn },
        units: units.ids,
        accounts,
        state: { bucket: state.bucketName, keyAlias: state.keyAlias, keyArn: state.keyArn },
    };
}

/** What is on in AWS stays on: the config adds, and only `organization.disable` takes away. */
export function organizationArgs(config: ManagementConfig, living: Living): { services: string[]; policyTypes: string[]; importId?: string } {
    const union = (declared: readonly string[], on: readonly string[] = []): string[] =>
        [...new Set([...declared, ...on])].filter((name) => !config.organization.disable.includes(name)).sort();
    return {
        services: union(config.organization.services, living.organization?.services),
        policyTypes: union(config.organization.policyTypes, living.organization?.policyTypes),
        ...importOf(config.organization.id),
    };
}

function buildAccounts(
    config: ManagementConfig,
    living: Living,
    organization: Organization,
    units: OrganizationalUnits,
    opts: pulumi.ComponentResourceOptions,
): Record<string, Record<string, unknown>> {
    const outputs: Record<string, Record<string, unknown>> = {};
    const made: Account[] = [];
    for (const account of config.accounts.filter((each) => each.state === "active")) {
        // An account that a killed run left behind is found by its email and imported, never made twice.
        const existing = living.organization?.accounts.find((each) => each.email.toLowerCase() === account.email.toLowerCase());
        const before = made.at(-accountsAtOnce);
        const component = new Account(
            `account-${account.key}`,
            {
                name: account.name,
                email: account.email,
                parentId: account.unit === "root" ? organization.rootId : units.ids[account.unit]!,
                roleName: account.roleName,
                tags: account.tags,
                ...importOf(account.id ?? existing?.id),
            },
            pulumi.mergeOptions(opts, before === undefined ? {} : { dependsOn: before }),
        );
        made.push(component);
        outputs[account.key] = { id: component.accountId, name: account.name, email: account.email, unit: account.unit, roleName: account.roleName };
    }
    return outputs;
}

/**
 * The management account is imported, for nothing can make it. It can be read only once the organization is there, so the
 * preview of the very first run leaves it out and says so.
 */
function buildManagementAccount(config: ManagementConfig, living: Living, organization: Organization, opts: pulumi.ComponentResourceOptions): void {
    if (living.organization === undefined && pulumi.runtime.isDryRun()) {
        void pulumi.log.info(`the management account ${config.management.id} is imported in this run, once the organization is there`);
        return;
    }
    new Account(
        "account-management",
        {
            name: config.management.name,
            email: config.management.email,
            parentId: organization.rootId,
            roleName: config.management.roleName,
            importId: config.management.id,
        },
        pulumi.mergeOptions(opts, { dependsOn: organization }),
    );
}

function importOf(id: string | undefined): { importId?: string } {
    return id === undefined ? {} : { importId: id };
}
