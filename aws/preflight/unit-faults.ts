import { oddPath } from "../units";
import { spelling } from "./twin-faults";
import type { ManagementConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { AwsOrganization } from "../snapshot";

/** A unit that is named `a/b` at AWS is not the unit `b` in `a`: the config's path would create another one beside it. */
export function unitFaults(config: ManagementConfig, { units, oddUnits }: AwsOrganization): readonly Fault[] {
    return oddUnits.flatMap((unit) => {
        const odd = spelling(unit.names.join("/"));
        const path = config.units.find((each) => spelling(each.path) === odd)?.path;
        if (path === undefined || units.has(path)) return [];
        const name = unit.names.at(-1)!.replaceAll("/", "-").trim();
        return [
            {
                severity: "fault",
                path: "units",
                value: path,
                message: `AWS has the unit ${oddPath(unit)} (${unit.id}), which no path can name; others would be made in its place`,
                cure: `rename it at AWS, aws organizations update-organizational-unit --organizational-unit-id ${unit.id} --name ${JSON.stringify(name)}, and write its path; or take ${path} out`,
            },
        ];
    });
}
