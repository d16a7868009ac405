import * as pulumi from "@pulumi/pulumi";
import { deregistration } from "../../aws/deregistration";
import { unmanaged as unknown, unmanagedDelegations } from "../../aws/unmanaged";
import type { ManagementConfig } from "../../config";
import { isDelegated } from "./in-force";
import type { AwsSnapshot } from "../../aws/snapshot";
import type { Previous } from "../../aws/preflight/previous";

/** Says what AWS has and the config lacks, and what cannot be switched off yet. It is left alone. */
export function reportUnmanaged(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): void {
    for (const line of stillOn(config, snapshot, previous)) void pulumi.log.warn(line);
    const lines = unmanaged(config, snapshot, previous);
    if (lines.length > 0)
        void pulumi.log.info(`not managed here, and left alone:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/** Why a service that is to be switched off stays on: Organizations would let its administrators go with it. */
export function stillOn(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly string[] {
    const { organization } = snapshot;
    if (organization === undefined) return [];
    const byHand = unmanagedDelegations(config, organization, previous);
    return config.organization.disable
        .filter((service) => isDelegated(service, organization))
        .map((service) => {
            const commands = byHand
                .filter((each) => each.service === service)
                .flatMap(({ account }) => deregistration(service, account));
            const way =
                commands.length === 0
                    ? "when that is gone, run pulumi up once more"
                    : `it was not made here, so let it go by hand, then run pulumi up once more:\n${commands.map((each) => `  ${each}`).join("\n")}`;
            return `${service} stays on while it has a delegated administrator; ${way}`;
        });
}

/** One line for each account, unit, policy and delegation that the config does not know. */
export function unmanaged(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly string[] {
    return snapshot.organization === undefined ? [] : unknown(config, snapshot.organization, previous);
}
