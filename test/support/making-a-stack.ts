import { execaSync } from "execa";
import { closeSync, constants, mkdirSync, openSync, rmSync, watch, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "./cut";

/**
 * The engine is making a stack in a file backend: it has the stack's lock, and waits at the file that it writes before the state. That is a
 * full pipe which nobody reads; afterwards it is the empty file that a killed engine leaves there.
 *
 * @param folder `.pulumi` of the backend, which has no such stack yet
 */
export function whileItMakesAStack(folder: string, stack: string): Moment {
    const stacks = join(folder, "stacks", "aws-organization");
    mkdirSync(stacks, { recursive: true });
    const pipe = join(stacks, `${stack}.json.attrs`);
    execaSync("mkfifo", [pipe]);
    const end = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    fill(end);
    const watcher = watch(stacks);
    // The first change is the state itself, which gets its name later.
    const come = new Promise<void>((resolve) => void watcher.once("change", resolve));
    let isPassed = false;
    return {
        come,
        passed: () => {
            if (isPassed) return;
            isPassed = true;
            watcher.close();
            rmSync(pipe);
            closeSync(end);
            writeFileSync(pipe, "");
        },
    };
}

/** Writes to a pipe until it takes no more. */
function fill(end: number): void {
    const bytes = Buffer.alloc(4096);
    try {
        for (;;) writeSync(end, bytes);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
}
