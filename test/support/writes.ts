import type { Call } from "./aws-call";
import type { FaultProxy } from "./fault-proxy";

/** Calls that change nothing at AWS: they read, identify the caller, or open a session. */
const reading =
    /^(?:Describe|GenerateCredentialReport|Get|List|Head|Assume|Simulate|Decrypt|Lookup|(?:GET|HEAD) |POST \/(?:get|list|\S*\/(?:get|describe)$|\S*list$|service\/\w+\/operation\/(?:Describe|Get|List)))/u;

/** Whether a call changes something at AWS. */
export function isWrite({ operation }: Call): boolean {
    return !reading.test(operation);
}

/** Operations that changed AWS since the proxy's last reset, with their numbers. */
export function writesOf(proxy: FaultProxy): Readonly<Record<string, number>> {
    const writes: Record<string, number> = {};
    for (const { operation } of proxy.calls) {
        if (!reading.test(operation)) writes[operation] = (writes[operation] ?? 0) + 1;
    }
    return writes;
}
