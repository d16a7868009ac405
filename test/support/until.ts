import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is so; throws when it is not within a time. */
export async function until(isSo: () => Promise<boolean>, milliseconds = 10_000): Promise<void> {
    const end = Date.now() + milliseconds;
    while (!(await isSo())) {
        if (Date.now() > end) throw new Error(`not so within ${milliseconds} ms`);
        await sleep(100);
    }
}
