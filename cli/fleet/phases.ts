import { CliError } from "../common/ui";
import { wordsOf } from "./failure-words";
import type { Operation } from "./messages";
import { isFailure, notRun, withoutRun, type Outcome } from "./outcome";
import type { FleetPlan, FleetStack } from "./plan";

/** What runs the phases calls. */
export interface Steps {
    readonly operation: Operation;
    /** Whether the command was interrupted, so that no more stacks are begun. */
    readonly isEnded: () => boolean;
    readonly runPhase: (phase: readonly FleetStack[]) => Promise<readonly Outcome[]>;
    /** Reads the outputs after the management stack's `up`. */
    readonly readAgain: () => Promise<void>;
    /**
     * The plan by the new outputs, since the `up` may have made or moved accounts; undefined: there are none yet.
     *
     * @throws CliError where a selected stack is none of the organization
     */
    readonly planAgain: () => FleetPlan | undefined;
    /** Stacks after whose run the management stack has more to do, by the new outputs. */
    readonly waitsFor: () => readonly string[];
}

/** The outcomes of all phases. */
export interface PhasesRun extends Pick<FleetPlan, "leftOut"> {
    readonly outcomes: readonly Outcome[];
    /** A fault of the selection that only the outputs of the management stack's first `up` show. */
    readonly fault?: CliError;
}

/** Runs the phases in order. Whatever fails between them, each stack gets an outcome: those that ran their own, all others `not run`. */
export async function runPhases(
    first: FleetPlan,
    { operation, isEnded, runPhase, readAgain, planAgain, waitsFor }: Steps,
): Promise<PhasesRun> {
    const outcomes: Outcome[] = [];
    let plan = first;
    /** Why no more stacks are run. */
    let reason: string | undefined;
    for (let index = 0; index < plan.phases.length; index += 1) {
        const phase = plan.phases[index]!;
        if (reason !== undefined || isEnded()) {
            outcomes.push(...phase.map((stack) => notRun(stack, isEnded() ? "" : reason)));
            continue;
        }
        const run = (stacks: readonly FleetStack[]): Promise<readonly Outcome[]> =>
            runPhase(stacks).catch((error: unknown) =>
                stacks.map((stack) => (isEnded() ? notRun(stack) : withoutRun(stack, "failed", wordsOf(error)))),
            );
        const ended = await run(phase);
        outcomes.push(...ended);
        if (operation !== "up" || isEnded()) continue;
        const [before] = outcomes;
        if (before?.stack.layer === "management" && isDone(ended, waitsFor())) {
            const [again] = await run([before.stack]);
            outcomes[0] = twice(before, again!);
        }
        if (phase[0]?.layer !== "management") continue;
        // The other stacks read its outputs.
        if (ended.some(isFailure)) {
            reason = "not run: management failed";
            continue;
        }
        try {
            await readAgain();
        } catch (error) {
            if (isEnded()) continue;
            reason = "not run: the outputs of management cannot be read";
            const why = `it is up, but its outputs cannot be read: ${wordsOf(error)}`;
            outcomes.splice(-1, 1, { ...ended[0]!, result: "failed", why });
            continue;
        }
        try {
            plan = planAgain() ?? plan;
        } catch (error) {
            if (!(error instanceof CliError)) throw error;
            return { outcomes, leftOut: plan.leftOut, fault: error };
        }
    }
    return { outcomes, leftOut: plan.leftOut };
}

/** Whether one of the awaited stacks has run without a failure. */
function isDone(ended: readonly Outcome[], awaited: readonly string[]): boolean {
    return ended.some((outcome) => awaited.includes(outcome.stack.stack) && !isFailure(outcome));
}

/** Combines the outcomes of a stack that was run twice: the changes of both runs, the result of the second. */
function twice(first: Outcome, second: Outcome): Outcome {
    const { outputs: before } = first.preview;
    const { outputs: after, changes, warnings, unchanged, errors, violations, ended } = second.preview;
    return {
        ...second,
        result: second.result === "same" ? first.result : second.result,
        preview: {
            ...first.preview,
            changes: [...first.preview.changes, ...changes],
            warnings: [...new Set([...first.preview.warnings, ...warnings])],
            ...(before === undefined || after === undefined
                ? {}
                : { outputs: { before: before.before, after: after.after } }),
            ...{ unchanged, errors, violations, ended },
        },
        seconds: first.seconds + second.seconds,
    };
}
