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

/** Comes when AWS has taken that many writes from now on, before the last one is answered. */
export function write(proxy: FaultProxy, count: number): Promise<void> {
    let left = count;
    return new Promise((resolve) => {
        proxy.add({
            operation: /./u,
            onMatch: (call) => {
                if (isWrite(call) && --left === 0) resolve();
            },
        });
    });
}
