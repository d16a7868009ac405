import { wordsOf } from "./failure-words";
import type { Operation } from "./messages";
import { isFailure, notRun, withoutRun, type Outcome } from "./outcome";
import type { FleetPlan, FleetStack } from "./plan";

/** The steps of a run of the fleet. */
export interface Steps {
    readonly operation: Operation;
    /** Whether the command was interrupted: nothing more is begun. */
    readonly isEnded: () => boolean;
    readonly runPhase: (phase: readonly FleetStack[]) => Promise<readonly Outcome[]>;
    /** The plan after the management stack's `up`, which may have made accounts, or moved them; undefined: there is none yet. */
    readonly planAgain: () => Promise<FleetPlan | undefined>;
}

/**
 * Runs phase after phase. Whatever happens between them, each stack has its outcome: what has run as it ended, the others as not run.
 */
export async function runPhases(
    first: FleetPlan,
    { operation, isEnded, runPhase, planAgain }: Steps,
): Promise<Pick<FleetPlan, "leftOut"> & { readonly outcomes: readonly Outcome[] }> {
    const outcomes: Outcome[] = [];
    let plan = first;
    /** Why nothing more is begun. */
    let reason: string | undefined;
    for (let index = 0; index < plan.phases.length; index += 1) {
        const phase = plan.phases[index]!;
        if (reason !== undefined || isEnded()) {
            outcomes.push(...phase.map((stack) => notRun(stack, isEnded() ? "" : reason)));
            continue;
        }
        const ended = await runPhase(phase).catch((error: unknown) =>
            phase.map((stack) => (isEnded() ? notRun(stack) : withoutRun(stack, "failed", wordsOf(error)))),
        );
        outcomes.push(...ended);
        if (operation !== "up" || phase[0]?.layer !== "management" || isEnded()) continue;
        // The others read what it makes.
        if (ended.some(isFailure)) {
            reason = "not run: management failed";
            continue;
        }
        try {
            plan = (await planAgain()) ?? plan;
        } catch (error) {
            if (isEnded()) continue;
            reason = "not run: the outputs of management cannot be read";
            outcomes.splice(
                -1,
                1,
                withoutRun(phase[0], "failed", `it is up, but its outputs cannot be read: ${wordsOf(error)}`),
            );
        }
    }
    return { outcomes, leftOut: plan.leftOut };
}
