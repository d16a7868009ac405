import type { Deployment, PendingOperation } from "./deployment";

/** What a killed run left open and no later run has settled. A create counts as settled once its resource is in the state. */
export function unsettled({
    pending,
    resources,
}: Pick<Deployment, "pending" | "resources">): readonly PendingOperation[] {
    const there = new Set(resources.map(({ urn }) => urn));
    return pending.filter(({ type, urn }) => type !== "creating" || !there.has(urn));
}

/** `creating state-key (aws:kms/key:Key)`. */
export function operationName({ type, urn }: PendingOperation): string {
    const [, , types = "", ...name] = urn.split("::");
    return `${type} ${name.join("::")} (${types.split("$").at(-1) ?? ""})`;
}

/** The command that clears them: it asks AWS what there is. Without the option it keeps the creates. */
export function clearingCommand(stack: string): string {
    return `pulumi refresh --clear-pending-creates --stack ${stack}`;
}
