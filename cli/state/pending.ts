import type { Deployment, PendingOperation } from "./deployment";

/** Pending operations that no later run has settled. A create is settled once its resource is in the state. */
export function unsettled({
    pending,
    resources,
}: Pick<Deployment, "pending" | "resources">): readonly PendingOperation[] {
    const there = new Set(resources.map(({ urn }) => urn));
    return pending.filter(({ type, urn }) => type !== "creating" || !there.has(urn));
}

/** An operation in words: `creating state-key (aws:kms/key:Key)`. */
export function operationName({ type, urn }: PendingOperation): string {
    const [, , types = "", ...name] = urn.split("::");
    return `${type} ${name.join("::")} (${types.split("$").at(-1) ?? ""})`;
}

/** The command that clears pending operations after asking AWS what exists. Without the option, it keeps pending creates. */
export function clearingCommand(stack: string): string {
    return `pulumi refresh --clear-pending-creates --stack ${stack}`;
}
