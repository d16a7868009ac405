import type { AccessConfig, ManagementConfig, ManagementOutputs } from "../../config";
import { partitionOf } from "../../config/aws-facts";
import { managementConfig } from "../common/check-stack";
import { managementOutputs } from "../common/engine";
import { interruptCode } from "../common/interrupt";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";

/** What profiles are made of. */
export interface KnownOrganization {
    readonly project: string;
    /** `company.short`, which begins every name. */
    readonly short: string;
    readonly region: string;
    readonly partition: string;
    readonly management: { readonly id: string; readonly roleName: string };
    /** Accounts that have an id and are open. */
    readonly accounts: readonly KnownAccount[];
    readonly access: readonly AccessConfig[];
    readonly identity: ManagementConfig["identity"];
}

export interface KnownAccount {
    readonly key: string;
    readonly id: string;
    /** The role by which the management account enters. */
    readonly roleName: string;
}

/** The organization as AWS has it, from the management stack's outputs; from its config alone when that is asked for. */
export async function knownOrganization(project: Project, fromConfig: boolean): Promise<KnownOrganization> {
    if (fromConfig) {
        const { config, region } = managementConfig(project);
        return ofConfig(config, region, project.name);
    }
    try {
        return ofOutputs(await managementOutputs(project), project.name);
    } catch (error) {
        if (!(error instanceof CliError) || interruptCode() !== undefined) throw error;
        throw new CliError(
            error.message,
            `${error.cure}; before there is a stack: ./org profiles … --from-config`,
            error.exitCode,
        );
    }
}

export function ofOutputs(outputs: ManagementOutputs, project: string): KnownOrganization {
    const { company, region, partition, management, accounts, access, identity } = outputs;
    return {
        project,
        short: company.short,
        region,
        partition,
        management,
        accounts: Object.entries(accounts).flatMap(([key, { id, state, roleName }]) =>
            id === null || state === "closed" ? [] : [{ key, id, roleName }],
        ),
        access,
        identity,
    };
}

/** Before the first run nothing is known of the accounts: the management account's own profiles are all there is. */
export function ofConfig(config: ManagementConfig, region: string, project: string): KnownOrganization {
    const { company, management, identity } = config;
    const partition = partitionOf(region);
    return { project, short: company.short, region, partition, management, accounts: [], access: [], identity };
}
