import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { unmanagedAccounts } from "./account-faults";
import { isDelegated } from "./build";
import type { Living } from "./living";
import type { Previous } from "./previous";

/** Says what AWS has and the config lacks, and what cannot be switched off yet. It is left alone. */
export function reportUnmanaged(config: ManagementConfig, living: Living, previous: Previous): void {
    for (const service of config.organization.disable.filter((name) => isDelegated(name, living.organization))) {
        void pulumi.log.warn(
            `${service} stays on while it has a delegated administrator; when that is gone, run pulumi up once more`,
        );
    }
    const lines = unmanaged(config, living, previous);
    if (lines.length > 0)
        void pulumi.log.info(`not managed here, and left alone:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/** One line for each account, unit and policy that the config does not know. */
export function unmanaged(config: ManagementConfig, living: Living, previous: Previous): readonly string[] {
    const organization = living.organization;
    if (organization === undefined) return [];
    const paths = new Set(config.units.map((unit) => unit.path));
    const units = [...organization.units].filter(([path]) => !paths.has(path));
    const policies = organization.policies.filter(
        (policy) => !config.policies.some((each) => each.name === policy.name && each.type === policy.type),
    );
    return [
        ...unmanagedAccounts(config, living, previous).map(
            ({ name, id, email, state }) => `account ${name} (${id}, ${email}, ${state})`,
        ),
        ...units.map(([path, id]) => `unit ${path} (${id})`),
        ...policies.map(({ name, id, type }) => `policy ${name} (${id}, ${type})`),
    ];
}
