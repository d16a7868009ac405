import * as pulumi from "@pulumi/pulumi";
import { deregistration } from "../../aws/deregistration";
import { delegationPlace } from "../../aws/own-delegations";
import { unmanaged as unknown, unmanagedDelegations } from "../../aws/unmanaged";
import type { ManagementConfig } from "../../config";
import { delegatedIn } from "../../config/aws-facts";
import { isDelegated } from "./in-force";
import type { AwsSnapshot } from "../../aws/snapshot";
import type { Previous } from "../../aws/preflight/previous";

/** Says what AWS has and the config lacks, and what cannot be switched off yet. It is left alone. */
export function reportUnmanaged(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    previous: Previous,
    region: string,
): void {
    for (const line of stillOn(config, snapshot, previous, region)) void pulumi.log.warn(line);
    const lines = unmanaged(config, snapshot, previous);
    if (lines.length > 0)
        void pulumi.log.info(`not managed here, and left alone:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

/** Services that are to be switched off, each with its regions beside the home region: whether they know of an administrator decides what is left to do. */
export function toLetGo(
    { organization, regions }: Pick<ManagementConfig, "organization" | "regions">,
    home: string,
): readonly { readonly service: string; readonly regions: readonly string[] }[] {
    return organization.disable.map((service) => ({ service, regions: delegatedIn(service, regions, home) }));
}

/**
 * Why a service that is to be switched off stays on: Organizations would let its administrators go with it.
 *
 * @param home the home region
 */
export function stillOn(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    previous: Previous,
    home: string,
): readonly string[] {
    const { organization } = snapshot;
    if (organization === undefined) return [];
    const byHand = unmanagedDelegations(config, organization, previous);
    const regionsOf = new Map(toLetGo(config, home).map(({ service, regions }) => [service, regions]));
    const isGoneThere = (account: string, service: string): boolean =>
        [undefined, ...(regionsOf.get(service) ?? [])].every((region) =>
            organization.delegationsElsewhere.has(delegationPlace(account, service, region)),
        );
    return config.organization.disable
        .filter((service) => isDelegated(service, organization))
        .map((service) => {
            const commands = byHand
                .filter((each) => each.service === service)
                .flatMap(({ account }) => deregistration(service, account, isGoneThere(account, service)));
            const way =
                commands.length === 0
                    ? "when that is gone, run pulumi up once more"
                    : `this program has none of it (any more), so let it go by hand, then run pulumi up once more:\n${commands.map((each) => `  ${each}`).join("\n")}`;
            return `${service} stays on while it has a delegated administrator; ${way}`;
        });
}

/** One line for each account, unit, policy and delegation that the config does not know. */
export function unmanaged(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly string[] {
    return snapshot.organization === undefined ? [] : unknown(config, snapshot.organization, previous);
}
