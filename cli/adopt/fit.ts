/** Removes from a proposal what the config's rules refuse. */
import { type AwsSnapshot } from "../../aws/snapshot";
import type { LivingOrganization } from "../../aws/living/living-organization";
import { preflightFaults } from "../../aws/preflight/preflight";
import { noPrevious } from "../../aws/preflight/previous";
import {
    crossLayerContext,
    type ManagementConfig,
    parseManagement,
    parseSecurity,
    type RawConfig,
    type StackFile,
} from "../../config";
import { meaningOfTarget, unitsAbove } from "../../config/names";
import { type Fault, formatPath, isMap, type Path, valueAt } from "../../config/faults";
import { textAt } from "../init/raw-values";
import type { LeftAlone } from "./facts";
import type { Proposal } from "./proposal";

/** What the proposal is checked against. */
export interface Rules {
    readonly project: string;
    readonly baseDir: string;
    readonly region: string;
    /** Config of the existing files, of which nothing is removed. */
    readonly before: { readonly management: RawConfig; readonly security: RawConfig };
}

/** A proposal without faults, or the faults of what a person wrote. */
export type Fitted =
    | { readonly ok: true; readonly proposal: Proposal; readonly config: ManagementConfig }
    | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks a proposal as `org validate` and a preview do, and removes what has a fault until no fault is left. */
export function fitted(proposal: Proposal, living: LivingOrganization, rules: Rules): Fitted {
    let current = proposal;
    for (;;) {
        const { config, faults } = judged(current, living, rules);
        if (config !== undefined && faults.length === 0) return { ok: true, proposal: current, config };
        const removals = unique(faults.map((fault) => [placeOf(fault, current, rules), fault] as const));
        const stuck = removals.filter(([place]) => place === undefined);
        if (removals.length === stuck.length) return { ok: false, faults: stuck.map(([, fault]) => fault) };
        current = withoutPlaces(
            current,
            removals.flatMap(([place, fault]) => (place === undefined ? [] : [{ place, fault }])),
        );
    }
}

interface Judged {
    /** Absent if the management file itself has faults. */
    readonly config?: ManagementConfig;
    readonly faults: readonly Fault[];
}

function judged({ management, security }: Proposal, living: LivingOrganization, rules: Rules): Judged {
    const { project, baseDir, region } = rules;
    const files = { management: fileOf(management), security: fileOf(security ?? rules.before.security) };
    const context = { project, baseDir, region, hasPassword: () => true };
    const parsed = parseManagement(management, { ...context, ...crossLayerContext("management", files) });
    if (!parsed.ok) return { faults: parsed.faults };
    const ofSecurity =
        security === undefined
            ? undefined
            : parseSecurity(security, { ...context, ...crossLayerContext("security", files) });
    if (ofSecurity?.ok === false)
        return { faults: ofSecurity.faults.map((fault) => ({ ...fault, path: `security:${fault.path}` })) };
    return { config: parsed.value, faults: preflightFaults(parsed.value, snapshotOf(living), noPrevious) };
}

function fileOf(raw: RawConfig): StackFile {
    return { raw, faults: [], places: new Map(), engineNames: new Set(), environments: [] };
}

/** The same facts in the form that a preview's checks read. */
function snapshotOf(living: LivingOrganization): AwsSnapshot {
    const { caller, partition, members, units, ownWord } = living;
    const own = members.find(({ id }) => id === living.managementAccountId);
    return {
        caller,
        partition,
        githubAudiences: [],
        organization: {
            ...living,
            managementParentId: own?.parentId ?? living.rootId,
            accounts: members,
            units: units.paths,
            oddUnits: units.odd,
            delegationsElsewhere: ownWord.missing,
            delegationsUnknown: ownWord.unknown,
        },
    };
}

/** The path of the smallest removable part that the fault is about. */
function placeOf({ path }: Fault, proposal: Proposal, { before }: Rules): Path | undefined {
    const isAbout = (place: Path): boolean => {
        const written = place[0] === "security" ? `security:${formatPath(place.slice(1))}` : formatPath(place);
        return path === written || path.startsWith(`${written}.`) || path.startsWith(`${written}[`);
    };
    const places = removable(proposal).filter((place) => isAbout(place) && !isWritten(place, proposal, before));
    return places.sort((one, other) => other.length - one.length)[0];
}

/** Whether a person wrote it: an item of a list is compared by value, anything else by path. */
function isWritten(place: Path, proposal: Proposal, before: Rules["before"]): boolean {
    const [root, at] = place[0] === "security" ? ["security" as const, place.slice(1)] : ["management" as const, place];
    const last = at.at(-1);
    if (typeof last !== "number") return valueAt(before[root], at) !== undefined;
    const item = valueAt(proposal[root], at);
    const list = valueAt(before[root], at.slice(0, -1));
    return Array.isArray(list) && list.some((each) => JSON.stringify(each) === JSON.stringify(item));
}

function removable({ management, security }: Proposal): readonly Path[] {
    const keys = (at: Path, root: unknown = management): readonly Path[] => {
        const value = valueAt(root, at);
        if (Array.isArray(value)) return value.map((_, index) => [...at, index]);
        return isMap(value) ? Object.keys(value).map((key) => [...at, key]) : [];
    };
    return [
        ...keys(["units"]),
        ...keys(["units"]).flatMap((unit) => keys([...unit, "tags"])),
        ...keys(["accounts"]),
        ...keys(["accounts"]).flatMap((account) => keys([...account, "tags"])),
        ...keys(["policies"]),
        ...keys(["policies"]).flatMap((policy) => [...keys([...policy, "tags"]), ...keys([...policy, "targets"])]),
        ...keys(["access"]),
        ...keys(["contacts"]),
        ...keys(["delegatedAdministrators"]),
        ...keys(["delegatedAdministrators"]).flatMap((account) => keys(account)),
        ...keys(["organization", "services"]),
        ...keys(["organization", "policyTypes"]),
        ["organization", "resourcePolicy"],
        ...keys(["management", "tags"]),
        ...keys(["groups"], security).map((path) => ["security", ...path]),
    ];
}

interface Removal {
    readonly place: Path;
    readonly fault: Fault;
}

function unique(all: readonly (readonly [Path | undefined, Fault])[]): readonly (readonly [Path | undefined, Fault])[] {
    const byPlace = new Map(all.map((each) => [each[0] === undefined ? each[1] : formatPath(each[0]), each]));
    return [...byPlace.values()];
}

/** The proposal without these parts and without references to them. */
function withoutPlaces({ management, security, left }: Proposal, removals: readonly Removal[]): Proposal {
    const [raw, people] = [structuredClone(management), structuredClone(security)];
    const named: LeftAlone[] = removals.map(({ place, fault }) => ({
        what: wordsFor(place, { management, security, left }),
        why: `the config cannot say it: ${fault.message}`,
    }));
    // Removes the last items of a list first, so that the indexes of the others stay right.
    const ordered = [...removals].sort((one, other) => lastIndex(other.place) - lastIndex(one.place));
    for (const { place } of ordered) {
        if (place[0] === "security") remove(people, place.slice(1));
        else {
            const gone = valueAt(raw, place);
            remove(raw, place);
            if (place[0] === "units" && place.length === 2) withoutUnit(raw, unitPathOf(gone));
            if (place[0] === "accounts" && place.length === 2) withoutAccount(raw, String(place[1]));
            if (place[0] === "access") withoutRole(people, String(place[1]));
        }
    }
    return { management: raw, security: people, left: [...left, ...named] };
}

function lastIndex(place: Path): number {
    const last = place.at(-1);
    return typeof last === "number" ? last : 0;
}

function wordsFor(place: Path, { management, security }: Proposal): string {
    const value = place[0] === "security" ? valueAt(security, place.slice(1)) : valueAt(management, place);
    if (place[0] === "units" && place.length === 2) return `unit ${unitPathOf(value)}`;
    if (place[0] === "accounts" && place.length === 2 && isMap(value))
        return `account ${textAt(value, ["name"]) ?? String(place[1])} (${textAt(value, ["id"]) ?? "no id"})`;
    return typeof value === "string" ? `${formatPath(place)}: ${value}` : formatPath(place);
}

/** Removes items from a list in place; any other value stays. */
function keepOnly(list: unknown, isKept: (item: unknown) => boolean): void {
    if (!Array.isArray(list)) return;
    const kept = (list as unknown[]).filter(isKept);
    list.splice(0, list.length, ...kept);
}

function unitPathOf(unit: unknown): string {
    return String(isMap(unit) ? unit["path"] : unit);
}

function remove(root: unknown, place: Path): void {
    const holder = valueAt(root, place.slice(0, -1));
    const last = place.at(-1)!;
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else if (isMap(holder)) Reflect.deleteProperty(holder, last);
}

/** Removes a unit with the units below it, which would imply it. Accounts in them lose `unit`, so they stay where they are. */
function withoutUnit(raw: RawConfig, path: string): void {
    const isIn = (other: string): boolean => other === path || other.startsWith(`${path}/`);
    const units = raw["units"];
    keepOnly(units, (unit) => !isIn(unitPathOf(unit)));
    for (const account of Object.values(isMap(raw["accounts"]) ? raw["accounts"] : {}))
        if (isMap(account) && isIn(String(account["unit"]))) Reflect.deleteProperty(account, "unit");
    withoutTargets(raw, isIn);
}

function withoutAccount(raw: RawConfig, key: string): void {
    remove(raw, ["delegatedAdministrators", key]);
    const paths = ((raw["units"] as unknown[] | undefined) ?? []).map(unitPathOf);
    withoutTargets(raw, (target) => {
        const meant = meaningOfTarget(target, (path) => paths.some((unit) => unitsAbove(unit).includes(path)));
        return meant.kind === "account" && meant.key === key;
    });
    for (const role of Object.values(isMap(raw["access"]) ? raw["access"] : {})) {
        const accounts = valueAt(role, ["accounts"]);
        keepOnly(accounts, (each) => each !== key);
    }
}

function withoutTargets(raw: RawConfig, isGone: (target: string) => boolean): void {
    for (const policy of Object.values(isMap(raw["policies"]) ? raw["policies"] : {})) {
        const targets = valueAt(policy, ["targets"]);
        keepOnly(targets, (target) => !isGone(String(target)));
    }
}

function withoutRole(security: unknown, role: string): void {
    const groups = valueAt(security, ["groups"]);
    for (const group of Object.values(isMap(groups) ? groups : {})) {
        const roles = valueAt(group, ["roles"]);
        keepOnly(roles, (each) => each !== role);
    }
}
