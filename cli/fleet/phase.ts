import type { ManagementOutputs } from "../../config";
import { CliError } from "../common/ui";
import { awaitRole, deadline, roleWords, type RoleState } from "./access-role";
import { makeStack, type StoredStack } from "./backend";
import type { Operation } from "./messages";
import { noPreview, outcomeOf, type Outcome, type Result } from "./outcome";
import type { FleetStack } from "./plan";
import { Progress } from "./progress";
import { Queue } from "./queue";
import type { Workers } from "./workers";
import type { Workspace } from "./workspace";

/** A run of the fleet. */
export interface Run {
    readonly operation: Operation;
    readonly workspace: Workspace;
    readonly workers: Workers;
    /** What the backend has; stacks that are made are added. */
    readonly stored: Map<string, StoredStack>;
    /** Stacks at the same time. */
    readonly lanes: number;
    /** Whether the command was interrupted: nothing more is begun. */
    readonly isEnded: () => boolean;
}

// Accounts that are asked for their role at the same time.
const askedAtOnce = 8;

/** Runs the stacks of a phase, several at once. Accounts that are waited for come when they can be entered, and keep nobody else waiting. */
export async function runPhase(
    run: Run,
    phase: readonly FleetStack[],
    organization: Pick<ManagementOutputs, "region" | "partition"> | undefined,
    provider: string | undefined,
): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    return Progress.of(titleOf(phase), phase.length, async (progress) => {
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
            const role = await roleOf(run, stack, organization!, progress);
            if (role !== "there") end(plain(stack, role === "invited" ? "waits" : "failed", roleWords(stack, role)));
            else if (run.operation !== "up" && !run.stored.has(stack.stack)) end(plain(stack, "new"));
            else queue.push(stack);
        };
        const fresh = phase.filter((stack) => !known.includes(stack));
        const gates = Array.from({ length: askedAtOnce }, async () => {
            for (let stack = fresh.shift(); stack !== undefined; stack = fresh.shift()) await gate(stack);
        });
        const isGated = Promise.all(gates).then(() => {
            queue.close();
        });
        const lane = async (number: number): Promise<void> => {
            for (let stack = await queue.next(); stack !== undefined; stack = await queue.next())
                end(await runStack(run, stack, number, provider, progress));
        };
        await Promise.all([isGated, ...Array.from({ length: run.lanes }, (_, number) => lane(number))]);
        const order = phase.map(({ stack }) => stack);
        return outcomes.sort((a, b) => order.indexOf(a.stack.stack) - order.indexOf(b.stack.stack));
    });
}

function titleOf([first, ...others]: readonly FleetStack[]): string {
    return others.length === 0 ? first!.stack : `${others.length + 1} member stacks`;
}

/** A stack that was never run: whether its account can be entered is not known. */
function isNew({ stack, layer }: FleetStack, stored: Run["stored"]): boolean {
    return layer !== "management" && (stored.get(stack)?.resourceCount ?? 0) === 0;
}

async function roleOf(
    { operation, isEnded }: Run,
    stack: FleetStack,
    organization: Pick<ManagementOutputs, "region" | "partition">,
    progress: Progress,
): Promise<RoleState> {
    if (isEnded()) return "there";
    const say = (text: string): void => {
        progress.say(text);
    };
    // A preview waits for nothing.
    return awaitRole(stack, organization, { seconds: operation === "up" ? deadline : 0, isEnded, say }).then((state) =>
        state === "not ready" && operation !== "up" ? "there" : state,
    );
}

async function runStack(
    { operation, workspace, workers, stored, isEnded }: Run,
    stack: FleetStack,
    lane: number,
    provider: string | undefined,
    progress: Progress,
): Promise<Outcome> {
    if (isEnded()) return plain(stack, "not run");
    const name = stack.stack;
    const started = performance.now();
    progress.heard(name, 0);
    if (!stored.has(name)) {
        if (operation !== "up") return plain(stack, "new");
        try {
            await makeStack(workspace, name, provider);
        } catch (error) {
            if (isEnded()) return plain(stack, "not run");
            return plain(stack, "failed", wordsOf(error));
        }
        stored.set(name, {});
    }
    const run = await workers.run(lane, name, operation, (resources) => {
        progress.heard(name, resources);
    });
    return outcomeOf(stack, operation, run, (performance.now() - started) / 1000);
}

function plain(stack: FleetStack, result: Result, why = ""): Outcome {
    return { stack, result, why, preview: noPreview, seconds: 0 };
}

function wordsOf(error: unknown): string {
    if (error instanceof CliError) return `${error.message}\n→ ${error.cure}`;
    return error instanceof Error ? error.message : String(error);
}
