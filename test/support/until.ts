import { setTimeout as sleep } from "node:timers/promises";

/** Waits until a condition is true; throws after some minutes, which is long enough on any machine. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + minutes * 60_000;
    while (!(await isSo())) {
        if (Date.now() > end) throw new Error(`not so within ${minutes} minutes`);
        await sleep(100);
    }
}

const minutes = 20;
