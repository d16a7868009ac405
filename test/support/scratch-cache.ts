import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Creates a cache folder for one test in `folder`. */
export function scratchCache(folder: string): string {
    const cache = join(folder, "cache");
    mkdirSync(cache, { recursive: true });
    return cache;
}
