import type { EngineEvent } from "../preview/engine-event";

/** A resource whose operation takes long. */
export interface Wait {
    /** Its Pulumi name. */
    readonly name: string;
    /** `create`, `update`, `delete` … */
    readonly operation: string;
    readonly seconds: number;
}

/** Seconds after which an operation is reported. */
const longAfter = 10;

/** Tracks the operations of an engine by its events. */
export class Steps {
    private readonly open = new Map<string, { readonly operation: string; readonly since: number }>();

    constructor(private readonly now: () => number = () => performance.now()) {}

    heard({ resourcePreEvent, resOutputsEvent, resOpFailedEvent }: EngineEvent): void {
        const begun = resourcePreEvent?.metadata;
        if (begun !== undefined && begun.op !== "same" && begun.type.startsWith("aws:"))
            this.open.set(begun.urn, { operation: begun.op, since: this.now() });
        const ended = (resOutputsEvent ?? resOpFailedEvent)?.metadata;
        if (ended !== undefined) this.open.delete(ended.urn);
    }

    /** Operations that take long, the longest first. */
    long(): readonly Wait[] {
        return [...this.open]
            .map(([urn, { operation, since }]) => ({
                name: urn.split("::").slice(3).join("::"),
                operation,
                seconds: Math.round((this.now() - since) / 1000),
            }))
            .filter(({ seconds }) => seconds >= longAfter)
            .sort((one, other) => other.seconds - one.seconds);
    }
}

/** `waits 20 s for account-apps (create), and 3 more`; empty if nothing takes long. */
export function waitWords(waits: readonly Wait[]): string {
    const [longest, ...others] = waits;
    if (longest === undefined) return "";
    const more = others.length === 0 ? "" : `, and ${others.length} more`;
    return `waits ${longest.seconds} s for ${longest.name} (${longest.operation})${more}`;
}
