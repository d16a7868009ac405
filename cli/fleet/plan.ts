/** Decides which stacks are run and in which order, from the organization's outputs alone. */
import { layerOf, type Layer, type ManagementOutputs } from "../../config";
import { nearest } from "../../config/faults";
import { CliError, exitCodes } from "../common/ui";

/** A stack of the organization. */
export interface FleetStack {
    readonly stack: string;
    readonly layer: Layer;
    /** Path of the account's unit, or `root`; null where the config does not have it. */
    readonly unit: string | null;
    /** Id of the account; undefined before the organization exists. */
    readonly id: string | undefined;
    readonly email: string | undefined;
    /** Name of the role through which the account is entered; undefined for the management account. */
    readonly roleName: string | undefined;
}

/** A stack that is not run, and why. */
export interface LeftOut {
    readonly stack: string;
    readonly unit: string | null;
    readonly why: "closed" | "not made yet";
}

/** The stacks to run, in order: each phase reads outputs of the one before. */
export interface FleetPlan {
    readonly phases: readonly (readonly FleetStack[])[];
    readonly leftOut: readonly LeftOut[];
}

/** Which stacks to run. Default: all. */
export interface Selection {
    /** Names of stacks; `*` matches any characters. */
    readonly only?: readonly string[];
    /** Paths of units: accounts in them and in units below. */
    readonly unit?: readonly string[];
    /** Only management and security, whose outputs later stacks read. */
    readonly first?: boolean;
}

/**
 * The outputs from which the plan is made. `units`: ids by path; `waitsFor`: stacks after whose run the management stack has more to do.
 */
export type FleetOutputs = Pick<ManagementOutputs, "accounts" | "management" | "email"> & {
    readonly units?: Readonly<Record<string, string>>;
    readonly waitsFor?: readonly string[];
};

const root = "root";

/** The management stack before its first run, when nothing else is known. */
export const beginning: FleetStack = {
    stack: "management",
    layer: "management",
    unit: root,
    id: undefined,
    email: undefined,
    roleName: undefined,
};

/**
 * The plan: management, security, then members by name, as far as they are selected.
 *
 * @throws CliError for a name or path that the organization does not have
 */
export function planFleet(outputs: FleetOutputs, selection: Selection = {}): FleetPlan {
    checkNames(outputs, Object.keys(outputs.accounts).sort(), selection);
    return planAsNamed(outputs, selection);
}

/** Same as `planFleet` for names that are checked already: the run itself may have removed an account. */
export function planAsNamed(outputs: FleetOutputs, selection: Selection): FleetPlan {
    const keys = Object.keys(outputs.accounts).sort();
    const management = { ...beginning, id: outputs.management.id, email: outputs.email };
    const others = keys.map((key) => ({ stack: key, ...outputs.accounts[key]! }));
    const active = others.filter(({ id, state }) => state === "active" && id !== null);
    const stacks = [
        management,
        ...active.map(({ stack, unit, id, email, roleName }): FleetStack => ({
            stack,
            layer: layerOf(stack),
            unit,
            id: id!,
            email,
            roleName,
        })),
    ].filter((each) => isSelected(each, selection));
    return {
        phases: (["management", "security", "member"] as const)
            .map((layer) => stacks.filter((each) => each.layer === layer))
            .filter((phase) => phase.length > 0),
        leftOut: others
            .filter((each) => (each.state === "closed" || each.id === null) && isSelected(each, selection))
            .map(({ stack, unit, state }) => ({ stack, unit, why: state === "closed" ? "closed" : "not made yet" })),
    };
}

/** All stacks of a plan, in order. */
export function stacksOf({ phases }: FleetPlan): readonly FleetStack[] {
    return phases.flat();
}

/** Whether a stack is selected. */
export function isSelected(
    { stack, unit }: Pick<FleetStack, "stack" | "unit">,
    { only, unit: units, first }: Selection,
): boolean {
    return (
        (first !== true || layerOf(stack) !== "member") &&
        (only === undefined || only.some((glob) => pattern(glob).test(stack))) &&
        (units === undefined || units.some((path) => isIn(unit, path)))
    );
}

/** Whether a unit is the one at this path or below it. Every unit is below the root. */
function isIn(unit: string | null, path: string): boolean {
    return path === root || unit === path || (unit?.startsWith(`${path}/`) ?? false);
}

function pattern(glob: string): RegExp {
    return new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/gu, "\\$&").replaceAll("*", ".*")}$`, "u");
}

function checkNames(outputs: FleetOutputs, keys: readonly string[], { only = [], unit = [] }: Selection): void {
    const stacks = ["management", ...keys];
    for (const glob of only) {
        if (stacks.some((stack) => pattern(glob).test(stack))) continue;
        const near = nearest(glob, stacks);
        throw new CliError(
            `--only ${glob} ${glob.includes("*") ? "matches no stack" : "is no stack"} of this organization`,
            near === undefined ? `the stacks are ${stacks.join(", ")}` : `did you mean ${near}?`,
            exitCodes.usage,
        );
    }
    const used = Object.values(outputs.accounts).flatMap((account) => account.unit ?? []);
    const paths = [...new Set([root, ...Object.keys(outputs.units ?? {}), ...used])];
    for (const path of unit) {
        if (paths.some((known) => isIn(known, path))) continue;
        const near = nearest(path, paths);
        throw new CliError(
            `--unit ${path} is no unit of this organization`,
            near === undefined ? `the units are ${paths.join(", ")}` : `did you mean ${near}?`,
            exitCodes.usage,
        );
    }
}
