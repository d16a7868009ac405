import picocolors from "picocolors";
import { findProject } from "../common/project";
import { CliError, exitCodes, hasColour, print, printJson } from "../common/ui";
import { storedStacks, type StoredStack } from "./backend";
import { inWorkspace, organizationOf } from "./fleet";
import { locksOf } from "./locks";
import { planFleet, stacksOf, type FleetOutputs, type FleetPlan, type Selection } from "./plan";

/** Options of `org fleet status`. */
export interface StatusOptions extends Selection {
    readonly dir: string;
    readonly json?: boolean;
}

/** A stack in the tree. */
export interface StackStatus {
    readonly stack: string;
    /** `root` or a path; null where the config does not have it. */
    readonly unit: string | null;
    readonly account: string | null;
    readonly email: string | null;
    /** `ready`: it has been run; `never run`: it exists, but has never been run. */
    readonly state: "ready" | "never run" | "missing" | "closed" | "account not made yet";
    readonly resources?: number;
    /** Time of the last update, in ISO 8601. */
    readonly lastUpdate?: string;
    /** Who holds its lock. */
    readonly lock?: string;
}

/** Prints units and accounts as a tree, with the state of each stack. Returns the exit code. */
export async function status({ dir, json = false, ...selection }: StatusOptions): Promise<number> {
    const found = await inWorkspace(findProject(dir), async (workspace, project) => {
        const stored = await storedStacks(workspace);
        const organization = await organizationOf(workspace, stored);
        if (organization === undefined)
            throw new CliError(
                "the management stack has no outputs: it was never run, or its first run did not end",
                "run ./org fleet up --only management first",
            );
        const locks = await locksOf(project, workspace, organization.region);
        return { organization, stacks: statuses(organization, planFleet(organization, selection), stored, locks) };
    });
    if (json) printJson({ stacks: found.stacks });
    else {
        const { organization, units = {} } = found.organization;
        print(statusTree(organization, isWhole(selection) ? Object.keys(units) : [], found.stacks, new Date()));
    }
    return exitCodes.ok;
}

/** Whether every stack is selected; then units without stacks are shown too. */
function isWhole({ only, unit, first }: Selection): boolean {
    return only === undefined && unit === undefined && first !== true;
}

/** The state of each stack, in the order of the fleet; stacks that are not run come last. */
export function statuses(
    { accounts }: Pick<FleetOutputs, "accounts">,
    plan: FleetPlan,
    stored: ReadonlyMap<string, StoredStack>,
    locks: ReadonlyMap<string, string>,
): readonly StackStatus[] {
    return [
        ...stacksOf(plan).map(({ stack, unit, id, email }): StackStatus => {
            const found = stored.get(stack);
            const lock = locks.get(stack);
            const hasRun = found?.lastUpdate !== undefined || (found?.resourceCount ?? 0) > 0;
            return {
                stack,
                unit,
                account: id ?? null,
                email: email ?? null,
                state: found === undefined ? "missing" : hasRun ? "ready" : "never run",
                ...(found?.resourceCount === undefined ? {} : { resources: found.resourceCount }),
                ...(found?.lastUpdate === undefined ? {} : { lastUpdate: found.lastUpdate }),
                ...(lock === undefined ? {} : { lock }),
            };
        }),
        ...plan.leftOut.map(({ stack, unit, why }): StackStatus => ({
            stack,
            unit,
            account: accounts[stack]!.id,
            email: accounts[stack]!.email,
            state: why === "closed" ? "closed" : "account not made yet",
        })),
    ];
}

interface Node {
    readonly label: string;
    readonly children: readonly Node[];
}

/** The tree as text. `units`: units to show even if no stack is in them. */
function statusTree(
    organization: { readonly id: string },
    units: readonly string[],
    stacks: readonly StackStatus[],
    now: Date,
): string {
    const colours = picocolors.createColors(hasColour(1));
    const held = [...units, ...stacks.flatMap(({ unit }) => (unit === null || unit === "root" ? [] : [unit]))];
    const paths = new Set(
        held.flatMap((path) => path.split("/").map((_, end, names) => names.slice(0, end + 1).join("/"))),
    );
    const label = (each: StackStatus): string =>
        [colours.bold(each.stack), each.account ?? "-", colours.cyan(each.email ?? "-"), stateWords(each, now)].join(
            "  ",
        );
    const isBelow = (path: string, above: string | undefined): boolean =>
        above === undefined
            ? !path.includes("/")
            : path.startsWith(`${above}/`) && !path.slice(above.length + 1).includes("/");
    const node = (path: string | undefined, name: string): Node => ({
        label: name,
        children: [
            ...stacks
                .filter(({ unit }) => unit === (path ?? "root"))
                .map((each) => ({ label: label(each), children: [] })),
            ...[...paths]
                .filter((each) => isBelow(each, path))
                .map((each) => node(each, `${colours.yellow(each.split("/").at(-1))}/`)),
        ],
    });
    const astray = stacks.filter(({ unit }) => unit === null);
    const tree = draw(node(undefined, `Root  ${colours.dim(organization.id)}`));
    return [
        ...tree,
        ...(astray.length === 0 ? [] : ["Unit known to AWS alone:", ...astray.map((each) => `   ${label(each)}`)]),
    ].join("\n");
}

function stateWords({ state, resources, lastUpdate, lock }: StackStatus, now: Date): string {
    const words: Readonly<Record<StackStatus["state"], string>> = {
        ready: `${resources === undefined ? "" : `${resources} resources, `}${lastUpdate === undefined ? "" : ago(lastUpdate, now)}`,
        "never run": "never run",
        missing: "no stack yet",
        closed: "closed",
        "account not made yet": "the organization does not have it yet",
    };
    return lock === undefined ? words[state] : `${words[state]}; locked: ${lock}`;
}

function ago(time: string, now: Date): string {
    const minutes = Math.max(0, Math.round((now.getTime() - new Date(time).getTime()) / 60_000));
    if (minutes < 2) return "run just now";
    if (minutes < 120) return `run ${minutes} min ago`;
    return minutes < 2 * 24 * 60
        ? `run ${Math.round(minutes / 60)} h ago`
        : `run ${Math.round(minutes / 1440)} days ago`;
}

function draw(node: Node): readonly string[] {
    const lines = [node.label];
    node.children.forEach((child, index) => {
        const isLast = index === node.children.length - 1;
        const [first, ...rest] = draw(child);
        lines.push(`${isLast ? "└─ " : "├─ "}${first!}`, ...rest.map((line) => `${isLast ? "   " : "│  "}${line}`));
    });
    return lines;
}
