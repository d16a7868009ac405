import { isDeepStrictEqual } from "node:util";
import type { ConfigEdit, RawConfig } from "../../config";
import { isMap, type Path } from "../../config/faults";

/** The edits that turn one config into another that only adds to it: nothing is removed or changed. */
export function additions(before: RawConfig, after: RawConfig, at: Path = []): readonly ConfigEdit[] {
    const fresh: Record<string, unknown> = {};
    const edits = Object.entries(after).flatMap(([key, value]): readonly ConfigEdit[] => {
        const path = [...at, key];
        const there = before[key];
        if (isDeepStrictEqual(there, value)) return [];
        if (there === undefined) {
            // Below the top level, new entries of a map get one line each.
            if (at.length > 0) fresh[key] = value;
            else if (isMap(value)) return [{ path, entries: value }];
            else return [Array.isArray(value) && key === "units" ? { path, items: value } : { path, set: value }];
            return [];
        }
        if (isMap(there) && isMap(value)) return additions(there, value, path);
        if (Array.isArray(there) && Array.isArray(value)) return [{ path, items: value.slice(there.length) }];
        return [{ path, set: value }];
    });
    return Object.keys(fresh).length === 0 ? edits : [...edits, { path: at, entries: fresh }];
}
