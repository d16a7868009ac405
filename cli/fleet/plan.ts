/** Which stacks the fleet is, in which order: pure, from the organization's own outputs. */
import { layerOf, type Layer, type ManagementOutputs } from "../../config";
import { nearest } from "../../config/faults";
import { CliError, exitCodes } from "../common/ui";

/** A stack of the organization. */
export interface FleetStack {
    readonly stack: string;
    readonly layer: Layer;
    /** Path of the account's unit, or `root`; null where only AWS knows it. */
    readonly unit: string | null;
    /** Account id; undefined before the organization is made. */
    readonly id: string | undefined;
    readonly email: string | undefined;
    /** The role by which the account is entered; undefined for the management account. */
    readonly roleName: string | undefined;
}

/** A stack that is not run, and why, in one line. */
export interface LeftOut {
    readonly stack: string;
    readonly unit: string | null;
    readonly why: "closed" | "not made yet";
}

/** The stacks that are run, in their order: each phase reads what the one before made. */
export interface FleetPlan {
    readonly phases: readonly (readonly FleetStack[])[];
    readonly leftOut: readonly LeftOut[];
}

/** Which stacks are meant; all unless given. */
export interface Selection {
    /** Names of stacks; `*` matches any letters. */
    readonly only?: readonly string[];
    /** Paths of units: accounts in them and below. */
    readonly unit?: readonly string[];
    /** Management and security alone, which later stacks read. */
    readonly first?: boolean;
}

/** What the plan is made of. `units`: ids by path; `waitsFor`: stacks after whose run the management stack has more to make. */
export type FleetOutputs = Pick<ManagementOutputs, "accounts" | "management" | "email"> & {
    readonly units?: Readonly<Record<string, string>>;
    readonly waitsFor?: readonly string[];
};

const root = "root";

/** The management stack alone, before its first run: nothing is known of the others. */
export const beginning: FleetStack = {
    stack: "management",
    layer: "management",
    unit: root,
    id: undefined,
    email: undefined,
    roleName: undefined,
};

/** Management, security, then members by name, as far as they are meant. Throws a CliError for a name that is nobody's. */
export function planFleet(outputs: FleetOutputs, selection: Selection = {}): FleetPlan {
    checkNames(outputs, Object.keys(outputs.accounts).sort(), selection);
    return planAsNamed(outputs, selection);
}

/** The same for names that were checked before: the run itself may have taken an account away. */
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
    ].filter((each) => isMeant(each, selection));
    return {
        phases: (["management", "security", "member"] as const)
            .map((layer) => stacks.filter((each) => each.layer === layer))
            .filter((phase) => phase.length > 0),
        leftOut: others
            .filter((each) => (each.state === "closed" || each.id === null) && isMeant(each, selection))
            .map(({ stack, unit, state }) => ({ stack, unit, why: state === "closed" ? "closed" : "not made yet" })),
    };
}

/** All stacks of a plan, in their order. */
export function stacksOf({ phases }: FleetPlan): readonly FleetStack[] {
    return phases.flat();
}

/** Whether a stack is among those that are meant. */
export function isMeant(
    { stack, unit }: Pick<FleetStack, "stack" | "unit">,
    { only, unit: units, first }: Selection,
): boolean {
    return (
        (first !== true || layerOf(stack) !== "member") &&
        (only === undefined || only.some((glob) => pattern(glob).test(stack))) &&
        (units === undefined || units.some((path) => isIn(unit, path)))
    );
}

/** Whether a unit is the one of this path, or below it. All is below the root. */
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
