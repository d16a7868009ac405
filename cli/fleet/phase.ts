import type { ManagementOutputs } from "../../config";
import type { Cleaning } from "../preview/clean";
import { runUntilDone } from "./again";
import { awaitRole, deadline, isCiPreviewer, roleWords, type Clock, type RoleState } from "./access-role";
import { halfFileWords } from "../../engine/half-files";
import { removeHalfFiles } from "../state/outputs-after-kill";
import { makeStack, type StoredStack } from "./backend";
import { wordsOf } from "./failure-words";
import type { Heard, Operation, StackRun } from "./messages";
import { notRun, outcomeOf, withoutRun, type Outcome } from "./outcome";
import type { FleetStack } from "./plan";
import { Progress } from "./progress";
import { Queue } from "./queue";
import { settle } from "./settle";
import type { Workers } from "./workers";
import type { Workspace } from "./workspace";

/** What a phase needs of a run of the fleet. */
export interface Run {
    readonly operation: Operation;
    readonly workspace: Workspace;
    readonly workers: Pick<Workers, "run">;
    /** Stacks in the backend; those that are made are added. */
    readonly stored: Map<string, StoredStack>;
    /** How many stacks run at the same time. */
    readonly lanes: number;
    /** Whether the command was interrupted, so that no more stacks are begun. */
    readonly isEnded: () => boolean;
    /** What is hidden in the output. */
    readonly cleaning: Cleaning;
    readonly clock: Clock;
}

// A run that was refused at its beginning leaves one resource in the state: the stack itself.
const ownEntry = 1;
// How many accounts' roles are checked at the same time.
const askedAtOnce = 8;

/**
 * Runs the stacks of a phase, several at once. New accounts join the queue as soon as they can be entered, and delay no other stack.
 *
 * @param organization undefined before the management stack's first run
 * @param provider secrets provider of stacks that are made
 */
export async function runPhase(
    run: Run,
    phase: readonly FleetStack[],
    organization: Pick<ManagementOutputs, "region" | "partition" | "ci"> | undefined,
    provider: string | undefined,
): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    const isUp = run.operation === "up";
    let asked: Promise<boolean> | undefined;
    const isPreviewer = async (): Promise<boolean> => (asked ??= isCiPreviewer(organization!));
    return Progress.of(titleOf(phase), phase.length, run.cleaning, async (progress) => {
        const end = (outcome: Outcome): void => {
            outcomes.push(outcome);
            progress.ended(outcome);
        };
        const queue = new Queue<FleetStack>();
        const known = phase.filter((stack) => organization === undefined || !isNew(stack, run.stored));
        known.forEach((stack) => {
            queue.push(stack);
        });
        const gate = async (stack: FleetStack): Promise<void> => {
            // The `up` that makes the stack finds out whether its account can be entered.
            if (!isUp && !run.stored.has(stack.stack)) {
                end(withoutRun(stack, "new"));
                return;
            }
            // CI's role is created by the account's stack, so an empty stack has none. If the backend does not count resources, the stack
            // is tried.
            if (!isUp && (await isPreviewer())) {
                const { lastUpdate, resourceCount } = run.stored.get(stack.stack)!;
                if (lastUpdate === undefined || resourceCount !== undefined) end(withoutRun(stack, "new"));
                else queue.push(stack);
                return;
            }
            const role = await roleOf(run, stack, organization!, progress);
            if (role === "there") queue.push(stack);
            else end(withoutRun(stack, role === "not ready" ? "failed" : "waits", roleWords(stack, role)));
        };
        const failed = (stack: FleetStack, error: unknown): Outcome =>
            run.isEnded() ? notRun(stack) : withoutRun(stack, "failed", wordsOf(error));
        const fresh = phase.filter((stack) => !known.includes(stack));
        const gates = Array.from({ length: askedAtOnce }, async () => {
            for (let stack = fresh.shift(); stack !== undefined; stack = fresh.shift()) {
                const each = stack;
                await gate(each).catch((error: unknown) => {
                    end(failed(each, error));
                });
            }
        });
        const isGated = Promise.all(gates).then(() => {
            queue.close();
        });
        const lane = async (number: number): Promise<void> => {
            for (let stack = await queue.next(); stack !== undefined; stack = await queue.next()) {
                const each = stack;
                // A failure here must not stop the other stacks.
                end(
                    await runStack(run, each, number, provider, progress).catch((error: unknown) =>
                        failed(each, error),
                    ),
                );
            }
        };
        await Promise.all([isGated, ...Array.from({ length: run.lanes }, (_, number) => lane(number))]);
        const order = phase.map(({ stack }) => stack);
        return outcomes.sort((a, b) => order.indexOf(a.stack.stack) - order.indexOf(b.stack.stack));
    });
}

function titleOf([first, ...others]: readonly FleetStack[]): string {
    return others.length === 0 ? first!.stack : `${others.length + 1} member stacks`;
}

/** Whether a stack has no resources of its account yet or any more, so that the account may not be enterable. */
function isNew({ stack, layer }: FleetStack, stored: Run["stored"]): boolean {
    return layer !== "management" && (stored.get(stack)?.resourceCount ?? 0) <= ownEntry;
}

async function roleOf(
    { operation, isEnded, clock }: Run,
    stack: FleetStack,
    organization: Pick<ManagementOutputs, "region" | "partition">,
    progress: Progress,
): Promise<RoleState> {
    if (isEnded()) return "there";
    const say = (text: string): void => {
        progress.say(text);
    };
    // A preview does not wait.
    const isUp = operation === "up";
    const state = await awaitRole(stack, organization, { seconds: isUp ? deadline : 0, isEnded, say, clock });
    return state === "not ready" && !isUp ? "there" : state;
}

async function runStack(
    { operation, workspace, workers, stored, isEnded }: Run,
    stack: FleetStack,
    lane: number,
    provider: string | undefined,
    progress: Progress,
): Promise<Outcome> {
    if (isEnded()) return notRun(stack);
    const name = stack.stack;
    const started = performance.now();
    progress.heard(name, 0);
    if (!stored.has(name)) {
        if (operation !== "up") return withoutRun(stack, "new");
        await makeStack(workspace, name, provider);
        stored.set(name, {});
    }
    const heard: Heard = (resources, waits) => {
        progress.heard(name, resources, waits);
    };
    const say = (text: string): void => {
        progress.say(text);
    };
    const once = async (isAgain: boolean): Promise<StackRun> => {
        const run = await workers.run(lane, name, operation, heard, isAgain);
        // After Ctrl-C nothing more is asked of the engine.
        const isBlocked =
            !isEnded() && run.exitCode !== 0 && run.preview.changes.length === 0 && halfFileWords.test(run.lastWords);
        return isBlocked && (await removeHalfFiles(workspace, workspace))
            ? workers.run(lane, name, operation, heard, isAgain)
            : run;
    };
    const run = operation === "up" ? await runUntilDone(name, once, { isEnded, say }) : await once(false);
    if (operation === "up" && run.exitCode === 0) await settle(workspace, name, run.preview.warnings, say);
    return outcomeOf(stack, operation, run, (performance.now() - started) / 1000);
}
