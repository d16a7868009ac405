import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is so; throws when it is not within minutes, which no machine is too slow for. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + minutes * 60_000;
    while (!(await isSo())) {
        if (Date.now() > end) throw new Error(`not so within ${minutes} minutes`);
        await sleep(100);
    }
}

const minutes = 20;
