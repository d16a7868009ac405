import * as fs from "node:fs";
import * as lockfile from "proper-lockfile";
import { SandboxFault } from "./fault";

// Milliseconds. A machine that was asleep must not lose its lock: the library would then end the process in the middle
// of its work.
const staleAfter = 60_000;

/** Runs a job on the sandbox in `folder` while no other process does; refuses at once if one is running. */
export async function alone<T>(folder: string, job: () => Promise<T>): Promise<T> {
    fs.mkdirSync(folder, { recursive: true });
    const release = await lockfile.lock(folder, { stale: staleAfter, update: 5_000 }).catch((error: unknown) => {
        if (!(error instanceof Error) || !("code" in error) || error.code !== "ELOCKED") throw error;
        throw new SandboxFault(
            "another `make sandbox` or `make sandbox-down` is at work in this clone",
            `wait for it to end; a killed one is forgotten after ${staleAfter / 1_000} seconds`,
        );
    });
    try {
        return await job();
    } finally {
        await release();
    }
}
