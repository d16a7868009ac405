import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Makes a cache folder of a test's own in `folder`. */
export function scratchCache(folder: string): string {
    const cache = join(folder, "cache");
    mkdirSync(cache, { recursive: true });
    return cache;
}
