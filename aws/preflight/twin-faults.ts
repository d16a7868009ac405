import type { ManagementConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import type { AwsSnapshot } from "../snapshot";
import { findPolicy, findUnitId } from "../snapshot-target";
import { unitAsKnown } from "./mixed-up-faults";
import type { Previous } from "./previous";

/**
 * Units and policies that AWS has in another spelling: the config's would be created beside them, and what is attached to AWS's would not
 * apply to what is in the new one.
 */
export function twinFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    const { organization } = snapshot;
    if (organization === undefined) return [];
    const paths = new Map([...organization.units.keys()].map((path) => [spelling(path), path]));
    const units = config.units.flatMap((unit) => {
        const twin = paths.get(spelling(unit.path));
        const isThere = findUnitId(unit, snapshot) !== undefined || unitAsKnown(unit, previous) !== undefined;
        if (isThere || twin === undefined) return [];
        // The parent is reported already.
        const parent = unit.path.slice(0, unit.path.lastIndexOf("/") + 1);
        return twin.startsWith(parent)
            ? [fault(["units"], "unit", twin, `{ path: ${unit.path}, formerly: ${twin} }`, unit.path)]
            : [];
    });
    const policies = config.policies.flatMap((policy) => {
        const { name, type, formerly } = policy;
        const isKnown = [name, ...formerly].some((each) => previous.policies[each] !== undefined);
        if (isKnown || findPolicy(policy, snapshot) !== undefined) return [];
        const twin = organization.policies.find((each) => each.type === type && spelling(each.name) === spelling(name));
        return twin === undefined ? [] : [fault(["policies", name], "policy", twin.name, `formerly: ${twin.name}`)];
    });
    return [...units, ...policies];
}

/** One spelling for all that look the same to a reader: without case, surrounding blanks, and different Unicode forms. */
export function spelling(path: string): string {
    const parts = path.normalize("NFC").toLowerCase().split("/");
    return parts.map((part) => part.trim()).join("/");
}

function fault(path: readonly string[], thing: string, twin: string, rename: string, value?: string): Fault {
    return {
        severity: "fault",
        path: formatPath(path),
        ...(value === undefined ? {} : { value }),
        message: `AWS has the ${thing} ${JSON.stringify(twin)}, which differs in its spelling alone; another one would be made beside it`,
        cure: `write it as AWS has it: ${twin}; or let AWS rename it: ${rename}`,
    };
}
