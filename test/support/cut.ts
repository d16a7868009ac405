import type { Call } from "./aws-call";
import type { FaultProxy } from "./fault-proxy";
import { isWrite } from "./writes";

/** Pseudo-random numbers from 0 to 1, the same for each seed (mulberry32). */
export function numbers(seed: number): () => number {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}

/** A moment at which a command is cut off. */
export interface Moment {
    readonly come: Promise<unknown>;
    /** Called after the command was cut off, or has ended. */
    readonly passed?: () => void;
    /**
     * Whether `passed` is called as soon as the command prints that it is interrupted: if its call got a response earlier, it could finish
     * before the signal arrives.
     */
    readonly isHeld?: boolean;
    /** Waits, once the command has ended or is killed, until AWS has acted on all of its calls. */
    readonly settled?: () => Promise<void>;
}

/** AWS has done `count` more writes, of one operation if it is named. The last one gets no response before the cut. */
export function write(proxy: FaultProxy, count: number, operation?: string): Moment {
    let left = count;
    return callWhere(
        proxy,
        (call) => isWrite(call) && (operation === undefined || call.operation === operation) && --left === 0,
    );
}

/**
 * AWS has done a write of an operation that is not in `cut`, after `skipped` such writes; the operation is in `cut` from then on. It gets
 * no response before the cut. So each run is cut at a new moment, however often the command starts again.
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

/** A call of that operation has arrived, and gets no response before the command has printed that it is interrupted. */
export function call(proxy: FaultProxy, operation: RegExp): Moment {
    return { ...callWhere(proxy, (each) => operation.test(each.operation)), isHeld: true };
}

/** An operation's name; for a write to a bucket, without the object's key. */
function withoutKey({ operation, path, service }: Call): string {
    return service === "s3" ? operation.replace(path, path.replace(/^(\/[^/?]+\/)[^?]+/u, "$1…")) : operation;
}

/** The first call for which `isIt` returns true has arrived, and gets no response before the cut. */
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
    return { come, passed, settled: () => proxy.settled() };
}
