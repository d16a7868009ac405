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
}

/** AWS has taken that many writes from now on, of one operation if it is named; the last gets no response before the cut. */
export function write(proxy: FaultProxy, count: number, operation?: string): Moment {
    let left = count;
    let [comes, passed] = [(): void => undefined, (): void => undefined];
    const come = new Promise<void>((resolve) => (comes = resolve));
    const gone = new Promise<void>((resolve) => (passed = resolve));
    proxy.add({
        operation: /./u,
        onMatch: async (call) => {
            if (!isWrite(call) || (operation !== undefined && call.operation !== operation) || --left !== 0) return;
            comes();
            await gone;
        },
    });
    return { come, passed };
}
