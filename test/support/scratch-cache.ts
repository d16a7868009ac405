import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "../../sandbox/locations";

/** Makes a cache folder of a test's own in `folder`. What is compiled is shared: it is the same for all, and slow to make. */
export function scratchCache(folder: string): string {
    const cache = join(folder, "cache");
    const own = join(cache, "aws-organization");
    mkdirSync(own, { recursive: true });
    for (const part of ["compiled", "org", "typescript"]) {
        mkdirSync(join(cacheRoot, part), { recursive: true, mode: 0o700 });
        symlinkSync(join(cacheRoot, part), join(own, part));
    }
    return cache;
}
