import { setTimeout as sleep } from "node:timers/promises";
import { stopIfInterrupted } from "../common/interrupt";
import { CliError } from "../common/ui";

/** Milliseconds to wait at most for what AWS does in the background. */
const longest = 20 * 60_000;
const steps = [500, 1000, 2000, 5000];

/**
 * Polls until the condition is true. Ctrl-C ends the wait between two polls; AWS goes on.
 *
 * @throws CliError after 20 minutes, or when the command was interrupted
 */
export async function waitUntil(
    isSo: () => Promise<boolean>,
    { what, cure }: { readonly what: string; readonly cure: string },
): Promise<void> {
    const end = Date.now() + longest;
    for (let asked = 0; !(await isSo()); asked += 1) {
        stopIfInterrupted();
        if (Date.now() > end) throw new CliError(`${what} after 20 minutes`, cure);
        await sleep(steps[Math.min(asked, steps.length - 1)]);
    }
}
