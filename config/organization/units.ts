import { characterCount } from "../faults/characters";
import type { Complaint } from "../faults/complaint";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import type { Limits } from "../aws-facts/limits";
import type { UnitConfig } from "../model/management-config";
import { valueAt, type Path } from "../faults/path";
import type { ManagementInput } from "../schema/management";
import { displayValue } from "../faults/display-value";
import type { Tags } from "../model/tags";
import { checkTags } from "./tags";
import { formerNames, formerPath } from "./formerly";
import { formerPaths, type WrittenFormerly } from "./units-formerly";

/** The word for the organization's root in place of a unit's path. */
export const rootWord = "root";

/** The units of the config, and the words that refer to them. */
export interface Units {
    /** Every node once, including implied parents, parents first. */
    readonly nodes: readonly UnitConfig[];
    /** Paths as they were written, including faulty ones: a reference to one of these is not another fault. */
    readonly written: ReadonlySet<string>;
    /** Whether all paths could be read. If not, a reference that names none of them may be valid. */
    readonly complete: boolean;
}

/** A path without a slash at its end, which means nothing. */
export function unitPath(written: string): string {
    return written.length > 1 ? written.replace(/\/$/u, "") : written;
}

/** One unit as it was written. */
interface WrittenUnit {
    readonly written: string;
    /** Where the path is in the config. */
    readonly at: Path;
    readonly formerly: readonly WrittenFormerly[];
    readonly tags: Tags;
}

/** The tree that the paths form; faults go into the list, at the path's index. */
export function resolveUnits(
    units: Draft<ManagementInput["units"]> | undefined,
    limits: Limits,
    faults: FaultList,
): Units {
    (units ?? []).forEach((unit, index) => {
        if (typeof unit === "object") checkTags(["units", index, "tags"], unit.tags, limits, faults);
    });
    const entries = (units ?? []).flatMap((unit, index) => writtenUnit(unit, index));
    const nodes = new Map<string, Omit<UnitConfig, "formerly" | "tags">>();
    const spellings = new Map<string, string>();
    const seen = new Set<string>();
    const former = new Map<string, readonly WrittenFormerly[]>();
    const tagged = new Map<string, Tags>();
    for (const { written, at, formerly, tags } of entries) {
        const parts = unitPath(written).split("/");
        const complaint = pathComplaint(written, parts, limits);
        if (complaint !== undefined) {
            faults.fault(at, complaint);
            continue;
        }
        const paths = parts.map((_, level) => parts.slice(0, level + 1).join("/"));
        const twin = paths.find((path) => (spellings.get(path.toLowerCase()) ?? path) !== path);
        if (twin !== undefined) {
            const other = spellings.get(twin.toLowerCase())!;
            faults.fault(at, {
                message: `${twin} differs from the unit ${other} in letter case only`,
                cure: `write ${other} in both places`,
            });
            continue;
        }
        const path = paths.at(-1)!;
        if (seen.has(path))
            faults.warn(at, { message: "is written twice; it is one unit", cure: "take one of the two out" });
        seen.add(path);
        former.set(path, [...(former.get(path) ?? []), ...formerly]);
        tagged.set(path, { ...tagged.get(path), ...tags });
        for (const [level, each] of paths.entries()) {
            spellings.set(each.toLowerCase(), each);
            nodes.set(each, { path: each, name: parts[level]!, ...(level > 0 && { parent: paths[level - 1]! }) });
        }
    }
    if (nodes.size > limits.units) {
        faults.fault(
            ["units"],
            { message: `makes ${nodes.size} units; AWS takes ${limits.units}`, cure: "join some of them" },
            `${nodes.size} units`,
        );
    }
    const before = formerPaths(
        [...nodes.values()],
        former,
        (written) => pathComplaint(written, unitPath(written).split("/"), limits),
        faults,
    );
    return {
        nodes: [...nodes.values()].map((node) => ({
            ...node,
            tags: tagged.get(node.path) ?? {},
            formerly: before.get(node.path) ?? [],
        })),
        written: new Set(entries.map(({ written }) => unitPath(written))),
        complete:
            units === undefined ? valueAt(faults.config, ["units"]) === undefined : entries.length === units.length,
    };
}

function writtenUnit(
    unit: Draft<NonNullable<ManagementInput["units"]>[number]> | undefined,
    index: number,
): readonly WrittenUnit[] {
    if (typeof unit === "string") return [{ written: unit, at: ["units", index], formerly: [], tags: {} }];
    if (unit?.path === undefined) return [];
    const at = ["units", index, "path"];
    const tags = (unit.tags ?? {}) as Tags;
    const formerly = formerNames(unit.formerly).map((path, place) => ({
        path,
        at: ["units", index, ...formerPath(unit.formerly, place)],
    }));
    return [{ written: unit.path, at, tags, formerly }];
}

function pathComplaint(written: string, parts: readonly string[], limits: Limits): Complaint | undefined {
    if (written === "" || written === "/")
        return { message: "is an empty path", cure: "write a path, as in workloads/prd, or take the line out" };
    if (parts.some((part) => part.trim() === "")) {
        return {
            message: "has an empty part between slashes",
            cure: `write: {key}: ${parts.filter((part) => part.trim() !== "").join("/")}`,
        };
    }
    const blank = parts.find((part) => part !== part.trim());
    if (blank !== undefined)
        return {
            message: `has a blank at an end of ${displayValue(blank)}`,
            cure: `write: {key}: ${parts.map((part) => part.trim()).join("/")}`,
        };
    const long = parts.find((part) => characterCount(part) > limits.unitName);
    if (long !== undefined) {
        return {
            message: `has a name of ${characterCount(long)} characters; AWS takes ${limits.unitName}`,
            cure: `shorten it to ${limits.unitName} characters`,
        };
    }
    if (parts.length > limits.unitDepth) {
        return {
            message: `is ${parts.length} levels deep; AWS takes ${limits.unitDepth} below the root`,
            cure: "join some of the levels",
        };
    }
    if (parts[0]!.toLowerCase() === rootWord)
        return {
            message: "takes the word root, which means the organization's root",
            cure: "leave root out of the path, or take another name",
        };
    return undefined;
}
