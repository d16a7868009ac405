import type { AccessConfig, ManagementConfig, ManagementOutputs } from "../../config";
import { partitionOf } from "../../config/aws-facts";
import { managementConfig } from "../common/check-stack";
import { managementOutputs } from "../common/engine";
import { interruptCode } from "../common/interrupt";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";

/** The facts of an organization from which profiles are made. */
export interface KnownOrganization {
    readonly project: string;
    /** `company.short`: the first part of every profile's name. */
    readonly short: string;
    readonly region: string;
    readonly partition: string;
    readonly management: { readonly id: string; readonly roleName: string };
    /** Open accounts that have an id. */
    readonly accounts: readonly KnownAccount[];
    readonly access: readonly AccessConfig[];
    readonly identity: ManagementConfig["identity"];
}

export interface KnownAccount {
    readonly key: string;
    readonly id: string;
    /** The role through which the management account gets in. */
    readonly roleName: string;
}

/**
 * The facts from the management stack's outputs, or, if `fromConfig`, from its config.
 *
 * @throws CliError where they cannot be read
 */
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

/** The facts from the config. It has no account ids, so only the management account's own profiles can be made. */
export function ofConfig(config: ManagementConfig, region: string, project: string): KnownOrganization {
    const { company, management, identity } = config;
    const partition = partitionOf(region);
    return { project, short: company.short, region, partition, management, accounts: [], access: [], identity };
}
