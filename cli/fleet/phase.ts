import type { ManagementOutputs } from "../../config";
import type { Cleaning } from "../preview/clean";
import { runUntilDone } from "./again";
import { awaitRole, deadline, isCiPreviewer, roleWords, type Clock, type RoleState } from "./access-role";
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

/** A run of the fleet. */
export interface Run {
    readonly operation: Operation;
    readonly workspace: Workspace;
    readonly workers: Pick<Workers, "run">;
    /** What the backend has; stacks that are made are added. */
    readonly stored: Map<string, StoredStack>;
    /** Stacks at the same time. */
    readonly lanes: number;
    /** Whether the command was interrupted: nothing more is begun. */
    readonly isEnded: () => boolean;
    /** How what is said while it runs is made fit for a job log. */
    readonly cleaning: Cleaning;
    readonly clock: Clock;
}

// A run that was refused at its beginning leaves the entry of the stack itself.
const ownEntry = 1;
// Accounts that are asked for their role at the same time.
const askedAtOnce = 8;

/** Runs the stacks of a phase, several at once. Accounts that are waited for come when they can be entered, and keep nobody else waiting. */
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
            // Nothing is done in an account whose stack an `up` is to make: whether it can be entered, the `up` says.
            if (!isUp && !run.stored.has(stack.stack)) {
                end(withoutRun(stack, "new"));
                return;
            }
            // CI's role is made by the account's stack, and is not there where that has nothing. What the backend does not count is tried.
            if (!isUp && (await isPreviewer())) {
                const { lastUpdate, resourceCount } = run.stored.get(stack.stack)!;
                if (lastUpdate === undefined || resourceCount !== undefined) end(withoutRun(stack, "new"));
                else queue.push(stack);
                return;
            }
            const role = await roleOf(run, stack, organization!, progress);
            if (role === "there") queue.push(stack);
            else end(withoutRun(stack, role === "invited" ? "waits" : "failed", roleWords(stack, role)));
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
                // The others go on, and are waited for.
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

/** A stack that has nothing of its account yet, or no longer: whether that can be entered is not known. */
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
    // A preview waits for nothing.
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
    const once = (isAgain: boolean): Promise<StackRun> => workers.run(lane, name, operation, heard, isAgain);
    const run = operation === "up" ? await runUntilDone(name, once, { isEnded, say }) : await once(false);
    if (operation === "up" && run.exitCode === 0) await settle(workspace, name, run.preview.warnings, say);
    return outcomeOf(stack, operation, run, (performance.now() - started) / 1000);
}
