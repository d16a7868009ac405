import type { ClientOptions } from "../../aws/clients";
import { inspectorThere, scansOf, type InspectorThere } from "../../aws/inspector";
import { macieThere, type MacieThere } from "../../aws/macie";
import { inspectorName, type InspectorRegion } from "../../components/security-services/inspector";
import { macieName, type MacieRegion } from "../../components/security-services/macie";
import type { ManagementOutputs, SecurityServices } from "../../config";
import type { InspectorScan } from "../../config/aws-facts";
import { securityKey } from "../../config/names";
import { resourceNamed, type OwnResource, type OwnStack } from "../shared/own-stack";

/** An account that becomes a member of a service. */
interface Member {
    readonly id: string;
    readonly email: string;
}

/** Accounts that are not closed, including the management account, without the administrator itself. */
export function membersOf({
    accounts,
    management,
}: Pick<ManagementOutputs, "accounts" | "management">): readonly Member[] {
    const others = Object.entries(accounts).flatMap(([key, { id, email, state }]) =>
        key === securityKey || id === null || state === "closed" ? [] : [{ id, email }],
    );
    return [{ id: management.id, email: management.email }, ...others];
}

/** Whether the state has a resource of this name; if so, it is registered again. */
function isOurs(own: OwnStack, name: string): boolean {
    return resourceNamed(own, name) !== undefined;
}

const nothingScanned: InspectorThere = { auto: [], members: new Set(), scanned: {} };
const noMembers: MacieThere = { auto: false, members: new Set() };

/**
 * Inspector's settings by region. AWS's error is thrown.
 *
 * @param off regions in which no service responds yet
 */
export async function inspectorRegions(
    { regions, scans }: NonNullable<SecurityServices["inspector"]>,
    name: string,
    { administrator, members }: { readonly administrator: string; readonly members: readonly Member[] },
    options: Omit<ClientOptions, "region">,
    own: OwnStack,
    off: ReadonlySet<string>,
): Promise<Readonly<Record<string, InspectorRegion>>> {
    const ids = [administrator, ...members.map(({ id }) => id)];
    const settings = regions.map(async (region) => {
        const there = off.has(region) ? nothingScanned : await inspectorThere({ ...options, region }, ids);
        return [region, inspectorRegion({ name, region, scans, ids, administrator }, there, own)] as const;
    });
    return Object.fromEntries(await Promise.all(settings));
}

/** Inspector in one region: what to scan, members that AWS does not have, and members of the state. */
export function inspectorRegion(
    {
        name,
        region,
        scans,
        ids,
        administrator,
    }: {
        readonly name: string;
        readonly region: string;
        readonly scans: readonly InspectorScan[];
        readonly ids: readonly string[];
        readonly administrator: string;
    },
    there: InspectorThere,
    own: OwnStack,
): InspectorRegion {
    const isLacking = (on: readonly InspectorScan[]): boolean => scans.some((scan) => !on.includes(scan));
    // Nothing is dropped: neither what the state has, nor what AWS has beside it, since a refresh may write that to the state after it was
    // read here.
    const withKept = (...on: readonly (readonly InspectorScan[])[]): readonly InspectorScan[] => [
        ...new Set([...scans, ...on.flat()]),
    ];
    const outputsOf = (resource: string): OwnResource["outputs"] | undefined => resourceNamed(own, resource)?.outputs;
    const settings = outputsOf(inspectorName(name, region));
    const auto = scansOf(settings?.["autoEnable"]);
    const scanned = ids.flatMap((id) => {
        const known = outputsOf(inspectorName(name, region, id));
        const on = there.scanned[id] ?? [];
        const kept = (known?.["resourceTypes"] ?? []) as readonly InspectorScan[];
        return known !== undefined || isLacking(on) ? [[id, withKept(kept, on)] as const] : [];
    });
    return {
        ...(settings !== undefined || isLacking(there.auto) ? { auto: withKept(auto, there.auto) } : {}),
        members: ids.filter(
            (id) =>
                id !== administrator &&
                (isOurs(own, inspectorName(name, region, `${id}-member`)) || !there.members.has(id)),
        ),
        scans: Object.fromEntries(scanned),
    };
}

/** Macie's settings by region, as `inspectorRegions` has Inspector's. */
export async function macieRegions(
    { regions }: NonNullable<SecurityServices["macie"]>,
    name: string,
    members: readonly Member[],
    options: Omit<ClientOptions, "region">,
    own: OwnStack,
    off: ReadonlySet<string>,
): Promise<Readonly<Record<string, MacieRegion>>> {
    const settings = regions.map(async (region) => {
        const there = off.has(region) ? noMembers : await macieThere({ ...options, region });
        const lacking = members.filter(({ id }) => isOurs(own, macieName(name, region, id)) || !there.members.has(id));
        return [
            region,
            {
                auto: isOurs(own, macieName(name, region)) || !there.auto,
                members: Object.fromEntries(lacking.map(({ id, email }) => [id, email])),
            },
        ] as const;
    });
    return Object.fromEntries(await Promise.all(settings));
}
