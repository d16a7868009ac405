import type { Complaint } from "../faults/complaint";
import type { FaultList } from "../faults/fault-list";
import type { UnitConfig } from "../model/management-config";
import type { Path } from "../faults/path";

/** An earlier path of a unit, as it was written. */
export interface WrittenFormerly {
    readonly path: string;
    /** Path in the config. */
    readonly at: Path;
}

type Node = Pick<UnitConfig, "path" | "name" | "parent">;

/**
 * The paths under which AWS may still have each unit, by its path: its earlier names with those of the units above it, in every
 * combination, because a run may have renamed only some of them. Faults of `formerly` go into the list.
 */
export function formerPaths(
    nodes: readonly Node[],
    written: ReadonlyMap<string, readonly WrittenFormerly[]>,
    pathComplaint: (path: string) => Complaint | undefined,
    faults: FaultList,
): ReadonlyMap<string, readonly string[]> {
    const paths = new Set(nodes.map(({ path }) => path));
    const taken = new Map<string, string>();
    const former = new Map<string, readonly string[]>();
    for (const { path, name, parent } of nodes) {
        const parents = parent === undefined ? [""] : [parent, ...former.get(parent)!].map((each) => `${each}/`);
        const names = new Set([name]);
        for (const { path: before, at } of written.get(path) ?? []) {
            const formerPath = before.replace(/(?<=.)\/$/u, "");
            const complaint = complaintOf(formerPath, path, parents, { paths, taken, pathComplaint });
            if (complaint !== undefined) {
                faults.fault(at, complaint);
                continue;
            }
            taken.set(formerPath, path);
            names.add(formerPath.split("/").at(-1)!);
        }
        // A path that the config has means that unit, even if this one once had it.
        const combined = [...names].flatMap((each) => parents.map((above) => `${above}${each}`));
        former.set(
            path,
            combined.filter((each) => !paths.has(each)),
        );
    }
    return former;
}

function complaintOf(
    formerly: string,
    path: string,
    parents: readonly string[],
    {
        paths,
        taken,
        pathComplaint,
    }: {
        readonly paths: ReadonlySet<string>;
        readonly taken: ReadonlyMap<string, string>;
        readonly pathComplaint: (path: string) => Complaint | undefined;
    },
): Complaint | undefined {
    const wrongPath = pathComplaint(formerly);
    if (wrongPath !== undefined) return wrongPath;
    if (formerly === path) return { message: "is the path that the unit has now", cure: "take it out" };
    if (paths.has(formerly))
        return {
            message: `is a unit that is still there: ${formerly}`,
            cure: `take that unit or this line out; if ${formerly} is another unit that is to have this path from now on: leave it out, run pulumi up, take this line out, then add it`,
        };
    const other = taken.get(formerly);
    if (other === path) return { message: "is written twice", cure: "take one of the two out" };
    if (other !== undefined)
        return {
            message: `is also the former path of ${other}`,
            cure: "one unit had that path: take the other line out",
        };
    const above = formerly.slice(0, formerly.lastIndexOf("/") + 1);
    if (parents.includes(above)) return undefined;
    return {
        message: `was under another parent, and AWS cannot move a unit: ${path} is another unit than ${formerly}`,
        cure: `keep ${formerly} in units beside ${path}, aim its policies at both, give its accounts unit: ${path}, and run pulumi up; then delete the empty unit (docs/existing-organizations.md)`,
    };
}
