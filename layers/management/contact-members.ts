import { notActivated } from "../../aws/account-states";
import type { AwsSnapshot } from "../../aws/snapshot";
import { findTargetId } from "../../aws/snapshot-target";
import type { AccountConfig, ManagementConfig } from "../../config";
import type { OwnStack } from "../shared/own-stack";

/**
 * Members whose contacts are kept: all that are not closed. One that AWS has not activated gets none, and keeps what the stack has made:
 * its owner has not yet given AWS a contact of its own.
 */
export function contactMembers(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    { resources }: Pick<OwnStack, "resources">,
): readonly AccountConfig[] {
    const pending = new Set(
        (snapshot.organization?.accounts ?? []).flatMap(({ id, state }) => (state === notActivated ? [id] : [])),
    );
    const active = config.accounts.filter(({ state }) => state === "active");
    if (pending.size === 0) return active;
    const kept = new Set(
        resources
            .filter(({ type }) => type.startsWith("aws:account/"))
            .map(({ outputs }) => String(outputs["accountId"])),
    );
    return active.filter(({ key }) => {
        const id = findTargetId(`account:${key}`, config, snapshot);
        return id === undefined || !pending.has(id) || kept.has(id);
    });
}
