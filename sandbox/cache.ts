import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as lockfile from "proper-lockfile";
import { cacheRoot } from "./locations";

/** The folder `<cache>/<name>-<key>` if it exists. */
export function inCache(name: string, key: string): string | undefined {
    const folder = path.join(cacheRoot, `${name}-${key}`);
    return fs.existsSync(folder) ? folder : undefined;
}

/**
 * The folder `<cache>/<name>-<key>`, filled by `fill` if it does not exist.
 *
 * It is filled under another name and renamed when complete, so that a killed build leaves nothing that looks complete.
 * A lock lets one clone build while others wait.
 */
export async function cached(name: string, key: string, fill: (folder: string) => Promise<void>): Promise<string> {
    const folder = path.join(cacheRoot, `${name}-${key}`);
    if (fs.existsSync(folder)) return folder;
    fs.mkdirSync(cacheRoot, { recursive: true });
    // The lock of a dead builder expires in a minute; a live one renews it. The longest wait for a build is half an
    // hour.
    const release = await lockfile.lock(folder, {
        realpath: false, // nothing is there to be resolved yet
        stale: 60_000,
        update: 5_000,
        retries: { retries: 1_800, factor: 1, minTimeout: 1_000 },
    });
    try {
        if (fs.existsSync(folder)) return folder;
        const partial = `${folder}.partial`;
        fs.rmSync(partial, { recursive: true, force: true });
        fs.mkdirSync(partial);
        await fill(partial);
        fs.renameSync(partial, folder);
        return folder;
    } finally {
        await release();
    }
}

/** A short hash of the files' contents: a changed version pin gives another key, and so another folder. */
export function contentKey(files: readonly string[], ...extra: readonly string[]): string {
    const hash = crypto.createHash("sha256");
    for (const part of [...files.map((file) => fs.readFileSync(file, "utf8")), ...extra])
        hash.update(part).update("\0");
    return hash.digest("hex").slice(0, 12);
}
