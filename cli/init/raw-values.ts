import { isMap, type Path, valueAt } from "../../config/faults";
import type { RawConfig } from "../../config";

/** The text at a path of a raw config; undefined for any other value. */
export function textAt(raw: RawConfig, path: Path): string | undefined {
    const value = valueAt(raw, path);
    return typeof value === "string" ? value : undefined;
}

/** The keys of a map, or the texts of a list, in which a unit may be a map with a `path`. */
export function namesIn(value: unknown): readonly string[] {
    if (Array.isArray(value))
        return value
            .map((item: unknown) => (isMap(item) ? item["path"] : item))
            .filter((item): item is string => typeof item === "string");
    return isMap(value) ? Object.keys(value) : [];
}
