import { optInRegions } from "../aws-facts/opt-in-regions";
import { knownRegions, partitionOf, partitionWith } from "../aws-facts/partitions";
import type { FaultList } from "../faults/fault-list";
import type { Path } from "../faults/path";
import { newRegionRule } from "../schema/rules";
import { withoutInvalid } from "./organization";

/** The regions that an account opts into, from `<at>.regions.optIn`; faults go into the list. */
export function resolveOptedRegions(
    at: Path,
    written: readonly (string | undefined)[] | undefined,
    home: string,
    faults: FaultList,
): { readonly optIn?: readonly string[] } {
    (written ?? []).forEach((region, index) => {
        if (region === undefined) return;
        const path = [...at, "regions", "optIn", index];
        const strange = newRegionRule(region);
        if (partitionWith(home) !== undefined && partitionWith(region) !== partitionWith(home))
            faults.fault(path, {
                message: `is in another partition of AWS than the home region, ${home} (${partitionOf(home)})`,
                cure: `write regions of ${partitionOf(home)} alone`,
            });
        else if (strange !== undefined) faults.warn(path, strange);
        else if (knownRegions.includes(region) && !optInRegions.includes(region))
            faults.fault(path, {
                message: "is on in every account, which cannot opt in or out",
                cure: "take it out",
            });
    });
    const optIn = [...new Set(withoutInvalid(written))];
    return optIn.length === 0 ? {} : { optIn };
}
