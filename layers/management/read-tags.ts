import { readTagKeys } from "../../aws/tags";
import type { ManagementConfig, Tags } from "../../config";
import type { OwnStack } from "../shared/own-stack";
import type { AwsSnapshot } from "../../aws/snapshot";
import { findPolicy, findTargetId } from "../../aws/snapshot-target";
import type { Previous } from "../../aws/preflight/previous";
import type { KnownTags } from "./tags";

/** Reads from AWS the tags of everything that the config tags, or tagged in the last run. */
export async function readTags(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    previous: Previous,
    { resources }: OwnStack,
    region: string,
): Promise<KnownTags> {
    const before = new Map(Object.entries(previous.tags));
    const ids = [...before.keys(), ...taggedIds(config, snapshot)].filter((id) => isThere(id, snapshot));
    if (ids.length === 0) return { there: new Map(), before };
    const there = new Map(await readTagKeys({ region }, ids));
    // A tag that the state has and AWS has not was removed by somebody else; there is nothing to remove.
    for (const { type, outputs } of resources) {
        const id = String(outputs["id"]);
        const keys = there.get(id);
        if (keys === undefined || !type.startsWith("aws:organizations/")) continue;
        there.set(id, [...new Set([...keys, ...Object.keys((outputs["tags"] as Tags | undefined) ?? {})])]);
    }
    return { there, before };
}

function taggedIds(config: ManagementConfig, snapshot: AwsSnapshot): readonly string[] {
    const isTagged = ({ tags }: { readonly tags: Tags }): boolean => Object.keys(tags).length > 0;
    const targets = [
        ...config.units.filter(isTagged).map(({ path }) => path),
        ...config.accounts
            .filter((account) => account.state === "active" && isTagged(account))
            .map(({ key }) => `account:${key}`),
        ...(isTagged(config.management) ? ["account:management"] : []),
    ];
    const policies = config.policies.filter(isTagged).map((policy) => findPolicy(policy, snapshot));
    return [
        ...targets.map((target) => findTargetId(target, config, snapshot)),
        ...policies.map((policy) => policy?.id),
    ].filter((id) => id !== undefined);
}

function isThere(id: string, { organization }: AwsSnapshot): boolean {
    return (
        organization !== undefined &&
        (organization.accounts.some((account) => account.id === id) ||
            [...organization.units.values()].includes(id) ||
            organization.policies.some((policy) => policy.id === id))
    );
}
