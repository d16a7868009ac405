import * as pulumi from "@pulumi/pulumi";
import { unmanaged as unknown } from "../../aws/unmanaged";
import type { ManagementConfig } from "../../config";
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
    return living.organization === undefined ? [] : unknown(config, living.organization, previous);
}
