import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scratchCache } from "./scratch-cache";

/** Whether a variable leads to the AWS files or credentials of whoever runs the tests, or changes a command's output. */
function isTaken(name: string): boolean {
    return name.startsWith("AWS_") || ["HOME", "XDG_CACHE_HOME", "FORCE_COLOR", "NO_COLOR"].includes(name);
}

/** A home folder for one test, in this process's environment until it is closed. */
export class ScratchHome {
    /** With a blank, as some users' have. */
    readonly folder = mkdtempSync(join(tmpdir(), "org home "));
    readonly config = join(this.folder, ".aws", "config");
    readonly credentials = join(this.folder, ".aws", "credentials");
    readonly cache = scratchCache(this.folder);
    private readonly former = Object.fromEntries(Object.entries(process.env).filter(([name]) => isTaken(name)));

    constructor(variables: Readonly<Record<string, string>> = {}) {
        takeAway();
        Object.assign(process.env, { HOME: this.folder, XDG_CACHE_HOME: this.cache, ...variables });
    }

    close(): void {
        takeAway();
        Object.assign(process.env, this.former);
        rmSync(this.folder, { recursive: true, force: true });
    }
}

function takeAway(): void {
    for (const name of Object.keys(process.env)) if (isTaken(name)) Reflect.deleteProperty(process.env, name);
}
