import type { ManagementConfig, UnitConfig } from "../../config";
import type { Fault } from "../../config/faults";
import type { AwsSnapshot } from "../snapshot";
import { findUnitId } from "../snapshot-target";
import { unitAsKnown } from "./mixed-up-faults";
import type { Previous } from "./previous";

/**
 * Protected things that would be deleted or replaced because the config no longer names them, or names them differently. The engine would
 * refuse as well, but after other writes, and with the advice to unprotect them.
 */
export function renamedFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    return [...droppedUnits(config, snapshot, previous), ...renamedThings(config, previous)];
}

function droppedUnits(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    // One that was deleted at AWS is removed by a refresh and needs no entry in the config.
    const there = new Set(snapshot.organization?.units.values());
    const kept = new Set(config.units.flatMap((unit) => [findUnitId(unit, snapshot), unitAsKnown(unit, previous)]));
    const added = config.units.filter(
        ({ path, formerly }) => previous.units[path] === undefined && formerly.length === 0,
    );
    return Object.entries(previous.units)
        .filter(([, id]) => there.has(id) && !kept.has(id))
        .map(([path, id]) => ({
            severity: "fault",
            path: "units",
            value: path,
            message: `unit ${path} (${id}) is no longer in the config; nothing was moved or deleted`,
            cure: dropCure(path, id, added),
        }));
}

function dropCure(path: string, id: string, added: readonly UnitConfig[]): string {
    const parentOf = (each: string): string => each.slice(0, each.lastIndexOf("/") + 1);
    const renamed = added
        .filter((unit) => parentOf(unit.path) === parentOf(path))
        .map((unit) => `if it has a new name: { path: ${unit.path}, formerly: ${path} }`);
    const gone = `to delete it: put it back, give its accounts another unit, take it out of all targets, and run pulumi up; then aws organizations delete-organizational-unit --organizational-unit-id ${id}, take it out of units, and run pulumi up --refresh`;
    return [`put it back: - ${path}`, ...renamed, gone].join("; ");
}

/** Names that AWS cannot change, of things whose loss would lock out people or lose the state. */
function renamedThings({ management, state, company }: ManagementConfig, previous: Previous): readonly Fault[] {
    const { short } = previous.company;
    const { roleName } = previous.management;
    const { bucket, keyAlias } = previous.state;
    const faults: Fault[] = [];
    if (short !== undefined && short !== company.short)
        faults.push({
            severity: "fault",
            path: "company.short",
            value: company.short,
            message: `it was ${short}, and is in names that AWS cannot change: the state's bucket, the audit's bucket and trail, CI's roles`,
            cure: `write: short: ${short}; company.name may change`,
        });
    if (roleName !== undefined && roleName !== management.roleName)
        faults.push({
            severity: "fault",
            path: "management.roleName",
            value: management.roleName,
            message: `the administrators' role is ${roleName}, and IAM cannot rename a role; another one would lock everybody out who comes in by it`,
            cure: `write: management: { roleName: ${roleName} }; accounts that are made from now on may have another: accounts: { <key>: { roleName: ${management.roleName} } }`,
        });
    const isShortSame = short === undefined || short === company.short;
    if (bucket !== undefined && bucket !== state.bucket && isShortSame)
        faults.push({
            severity: "fault",
            path: "state.bucket",
            value: state.bucket,
            message: `the state is in the bucket ${bucket}, and S3 cannot rename a bucket`,
            cure: `write: state: { bucket: ${bucket}, namespace: ${bucket.endsWith("-an") ? "account-regional" : "global"} }`,
        });
    if (keyAlias !== undefined && keyAlias !== state.alias && isShortSame)
        faults.push({
            severity: "fault",
            path: "state.alias",
            value: state.alias,
            message: `the state is encrypted by the key ${keyAlias}, by which every stack's file names it`,
            cure: `write: state: { alias: ${keyAlias} }`,
        });
    return faults;
}
