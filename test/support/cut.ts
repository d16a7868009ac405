import type { Call } from "./aws-call";
import type { FaultProxy } from "./fault-proxy";
import { isWrite } from "./writes";

/** The same numbers in each run: from 0 to 1, by mulberry32. */
export function numbers(seed: number): () => number {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}

/** A moment that a command is cut off at. */
export interface Moment {
    readonly come: Promise<unknown>;
    /** Called when the command is cut off, or has ended. */
    readonly passed?: () => void;
    /** `passed` is called when the command says that it is interrupted: with its response it could come to its end before it hears the signal. */
    readonly isHeld?: boolean;
}

/** AWS has taken that many writes from now on, of one operation if it is named; the last gets no response before the cut. */
export function write(proxy: FaultProxy, count: number, operation?: string): Moment {
    let left = count;
    return callWhere(
        proxy,
        (call) => isWrite(call) && (operation === undefined || call.operation === operation) && --left === 0,
    );
}

/**
 * AWS has taken a write of an operation that is not among `cut`, after `skipped` such writes, and it is among them from then on. It gets no
 * response before the cut. So each run comes to a moment that none before it had, however often the command begins again.
 */
export function newWrite(proxy: FaultProxy, cut: Set<string>, skipped: number): Moment {
    let left = skipped + 1;
    return callWhere(proxy, (call) => {
        const name = withoutKey(call);
        if (!isWrite(call) || cut.has(name) || --left !== 0) return false;
        cut.add(name);
        return true;
    });
}

/** A call of that operation has come, and gets no response before the command has said that it is interrupted. */
export function call(proxy: FaultProxy, operation: RegExp): Moment {
    return { ...callWhere(proxy, (each) => operation.test(each.operation)), isHeld: true };
}

/** An operation's name; of what is written into a bucket, whatever its key is. */
function withoutKey({ operation, path, service }: Call): string {
    return service === "s3" ? operation.replace(path, path.replace(/^(\/[^/?]+\/)[^?]+/u, "$1…")) : operation;
}

/** The first call of which this is true has come, and gets no response before the cut. */
export function callWhere(proxy: FaultProxy, isIt: (call: Call) => boolean): Moment {
    let isGone = false;
    let [comes, passed] = [(): void => undefined, (): void => undefined];
    const come = new Promise<void>((resolve) => (comes = resolve));
    const gone = new Promise<void>((resolve) => (passed = resolve));
    proxy.add({
        operation: /./u,
        onMatch: async (each) => {
            if (isGone || !isIt(each)) return;
            isGone = true;
            comes();
            await gone;
        },
    });
    return { come, passed };
}
