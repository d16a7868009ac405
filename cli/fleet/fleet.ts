/** Runs an operation on all stacks of the organization, or on those that were selected. */
import { readOutputs, type ManagementOutputs } from "../../config";
import { stackOutputs } from "../common/engine";
import { interruptCode, whileEngineRuns } from "../common/interrupt";
import { findProject, type Project } from "../common/project";
import { CliError, say } from "../common/ui";
import type { Cleaning } from "../preview/clean";
import { wallClock } from "./access-role";
import { engineVersion, secretsProvider, storedStacks, type StoredStack } from "./backend";
import { laneCount } from "./lanes";
import { unlockLeft } from "./locks";
import type { Operation } from "./messages";
import type { Outcome } from "./outcome";
import {
    beginning,
    isSelected,
    planAsNamed,
    planFleet,
    type FleetOutputs,
    type FleetPlan,
    type LeftOut,
    type Selection,
} from "./plan";
import { runPhase, type Run } from "./phase";
import { runPhases } from "./phases";
import { Workers } from "./workers";
import { openWorkspace, type Workspace } from "./workspace";

/** Which stacks are run, and how. */
export interface FleetRun extends Selection {
    readonly dir: string;
    /** How many stacks run at the same time. */
    readonly parallel?: number;
    /** Folder of the policy pack, and its config. */
    readonly policyPack?: string;
    readonly policyPackConfig?: string;
    /** What is hidden in the output, so that it can go into a public job log. */
    readonly cleaning: Cleaning;
}

/** The result of a run of the fleet. */
export interface FleetResult {
    readonly operation: Operation;
    readonly outcomes: readonly Outcome[];
    readonly leftOut: readonly LeftOut[];
    /** A fault of the selection that is found only while the fleet runs: a name that no account has. */
    readonly fault?: CliError;
    /** Exit code of the signal that ended the run early; absent: none did. */
    readonly interrupted?: number;
}

/** Runs the operation. A stack that fails does not stop the others, except the management stack in an `up`: they read its outputs. */
export async function runFleet(operation: Operation, fleet: FleetRun): Promise<FleetResult> {
    return inWorkspace(findProject(fleet.dir), async (workspace, project) => {
        const stored = new Map(await storedStacks(workspace));
        const { policyPack, policyPackConfig } = fleet;
        const setup = {
            dir: project.dir,
            program: workspace.program,
            workDir: workspace.dir,
            engine: await engineVersion(workspace),
            ...(policyPack === undefined ? {} : { policyPack }),
            ...(policyPackConfig === undefined ? {} : { policyPackConfig }),
        };
        const { lanes, fits } = laneCount(fleet.parallel);
        if (lanes > fits) say(`${lanes} at a time, as --parallel says: there is memory for ${fits}, at 700 MB each`);
        const workers = new Workers(setup, workspace.environment);
        const state = { isEnded: false };
        const run: Run = {
            operation,
            workspace,
            workers,
            stored,
            lanes,
            isEnded: () => state.isEnded,
            cleaning: fleet.cleaning,
            clock: wallClock,
        };
        const passOn = (): void => {
            state.isEnded = true;
            workers.cancel();
        };
        return whileEngineRuns(passOn, async () => {
            try {
                return await phases(run, fleet);
            } finally {
                await workers.close();
            }
        });
    });
}

/** Opens the engine's working folder, and closes it afterwards. Locks that killed engines left are removed, before and after. */
export async function inWorkspace<T>(
    project: Project,
    work: (workspace: Workspace, project: Project) => Promise<T>,
): Promise<T> {
    const workspace = openWorkspace(project);
    try {
        await unlockLeft(workspace);
        return await work(workspace, project);
    } finally {
        // A failure here must not hide the result of this run; the next run looks at the locks again. After Ctrl-C it always fails.
        await unlockLeft(workspace).catch(() => undefined);
        workspace.close();
    }
}

/** The organization, from the management stack's outputs; undefined before its first run has ended. */
export async function organizationOf(
    { dir, environment }: Workspace,
    stored: ReadonlyMap<string, StoredStack>,
): Promise<(ManagementOutputs & FleetOutputs) | undefined> {
    if (!stored.has("management")) return undefined;
    const outputs = (await stackOutputs({ dir }, "management", { environment })) ?? {};
    // The first run has not ended.
    if (outputs["schema"] === undefined) return undefined;
    const read = readOutputs(outputs, "management");
    if (!read.ok) throw new CliError(read.fault.message, read.fault.cure);
    return read.value;
}

async function phases(run: Run, selection: Selection): Promise<FleetResult> {
    const { operation, workspace, stored, isEnded } = run;
    let organization = await organizationOf(workspace, stored);
    const isKnown = organization !== undefined;
    const first = organization === undefined ? firstPlan(selection) : planFleet(organization, selection);
    const done = await runPhases(first, {
        operation,
        isEnded,
        runPhase: async (phase) => {
            const isMaking = operation === "up" && stored.has("management");
            const provider = isMaking ? await secretsProvider(workspace) : undefined;
            return runPhase(run, phase, organization, provider);
        },
        readAgain: async () => {
            organization = await organizationOf(workspace, stored);
        },
        planAgain: () => {
            if (organization === undefined) return undefined;
            return isKnown ? planAsNamed(organization, selection) : planFleet(organization, selection);
        },
        waitsFor: () => organization?.waitsFor ?? [],
    });
    const interrupted = interruptCode();
    return { operation, ...done, ...(interrupted === undefined ? {} : { interrupted }) };
}

/** The plan before the management stack's first run: that stack alone. */
function firstPlan(selection: Selection): FleetPlan {
    if (isSelected(beginning, selection)) return { phases: [[beginning]], leftOut: [] };
    throw new CliError(
        "the management stack has no outputs: it was never run, or its first run did not end",
        "run ./org fleet up --only management first",
    );
}
