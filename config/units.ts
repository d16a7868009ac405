import { characterCount } from "./characters";
import type { Draft } from "./draft";
import type { FaultList } from "./fault-list";
import type { Limits } from "./limits";
import type { UnitConfig } from "./management-config";
import { valueAt } from "./path";
import { shown } from "./shown";

/** The word that means the organization's root, where a unit's path is asked for. */
export const rootWord = "root";

/** The units of the config, and which words mean one. */
export interface Units {
    /** Every node once, implied parents too, parents first. */
    readonly nodes: readonly UnitConfig[];
    /** Paths as they were written, the faulty ones too: a reference to one is no second fault. */
    readonly written: ReadonlySet<string>;
    /** Whether all paths could be read: else a reference that names none of them may be right. */
    readonly complete: boolean;
}

/** A path without the slash at its end, which means nothing. */
export function unitPath(written: string): string {
    return written.length > 1 ? written.replace(/\/$/u, "") : written;
}

/** The tree that the paths make: every fault goes into the list, at the path's index. */
export function resolveUnits(units: Draft<readonly string[]> | undefined, limits: Limits, faults: FaultList): Units {
    const nodes = new Map<string, UnitConfig>();
    const spellings = new Map<string, string>();
    (units ?? []).forEach((written, index) => {
        if (written === undefined) return;
        const parts = unitPath(written).split("/");
        const complaint = pathComplaint(written, parts, limits);
        if (complaint !== undefined) {
            faults.fault(["units", index], complaint);
            return;
        }
        const paths = parts.map((_, level) => parts.slice(0, level + 1).join("/"));
        const twin = paths.find((path) => (spellings.get(path.toLowerCase()) ?? path) !== path);
        if (twin !== undefined) {
            const other = spellings.get(twin.toLowerCase())!;
            faults.fault(["units", index], {
                message: `${twin} differs from the unit ${other} in letter case only`,
                cure: `write ${other} in both places`,
            });
            return;
        }
        if (
            nodes.has(paths.at(-1)!) &&
            (units ?? []).slice(0, index).some((each) => each !== undefined && unitPath(each) === paths.at(-1))
        ) {
            faults.warn(["units", index], { message: "stands twice; it is one unit", cure: "take one of the two out" });
        }
        for (const [level, path] of paths.entries()) {
            spellings.set(path.toLowerCase(), path);
            nodes.set(path, { path, name: parts[level]!, ...(level > 0 && { parent: paths[level - 1]! }) });
        }
    });
    if (nodes.size > limits.units) {
        faults.fault(
            ["units"],
            { message: `makes ${nodes.size} units; AWS takes ${limits.units}`, cure: "join some of them" },
            `${nodes.size} units`,
        );
    }
    return {
        nodes: [...nodes.values()],
        written: new Set((units ?? []).flatMap((each) => (each === undefined ? [] : [unitPath(each)]))),
        complete: units === undefined ? valueAt(faults.config, ["units"]) === undefined : !units.includes(undefined),
    };
}

function pathComplaint(
    written: string,
    parts: readonly string[],
    limits: Limits,
): { message: string; cure: string } | undefined {
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
            message: `has a blank at an end of ${shown(blank)}`,
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
