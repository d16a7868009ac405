/* eslint-disable @typescript-eslint/no-dynamic-delete -- process.env knows no other way */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scratchCache } from "./scratch-cache";

/** Variables that would lead a test to the AWS files or the credentials of whoever runs it. */
const taken = [
    "HOME",
    "XDG_CACHE_HOME",
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_ACCESS_KEY_ID",
    "AWS_ACCESS_KEY",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_ENDPOINT_URL",
    "AWS_REGION",
] as const;

/** A home folder of a test's own, in this process's environment until it is closed. */
export class ScratchHome {
    /** With a blank, as a user's may have. */
    readonly folder = mkdtempSync(join(tmpdir(), "org home "));
    readonly config = join(this.folder, ".aws", "config");
    readonly credentials = join(this.folder, ".aws", "credentials");
    readonly cache = scratchCache(this.folder);
    private readonly former = taken.map((name) => [name, process.env[name]] as const);

    constructor(variables: Readonly<Record<string, string>> = {}) {
        for (const name of taken) delete process.env[name];
        Object.assign(process.env, { HOME: this.folder, XDG_CACHE_HOME: this.cache, ...variables });
    }

    close(): void {
        for (const [name, value] of this.former)
            if (value === undefined) delete process.env[name];
            else process.env[name] = value;
        rmSync(this.folder, { recursive: true, force: true });
    }
}
