import type { Deployment } from "../state/deployment";
import type { DoctorContext } from "./context";
import { skipped } from "./line";
import { SkipCheck } from "./skip-check";

/**
 * The first resource of a type in a stack's state; undefined where it has none.
 *
 * @throws SkipCheck where the state cannot be read
 */
export async function stateResource(
    context: DoctorContext,
    stack: string,
    type: string,
): Promise<Deployment["resources"][number] | undefined> {
    return (await stateResources(context, stack, type))[0];
}

/**
 * All resources of a type in a stack's state; empty where there is no such stack.
 *
 * @throws SkipCheck where the state cannot be read
 */
export async function stateResources(
    context: DoctorContext,
    stack: string,
    type: string,
): Promise<readonly Deployment["resources"][number][]> {
    await context.mustBackend();
    const stacks = await context.stacks();
    if (stacks?.includes(stack) === false) return [];
    const deployment = await context.deployment(stack);
    if (deployment === undefined) throw new SkipCheck(skipped(`the state of stack ${stack} cannot be read`));
    return deployment.resources.filter((each) => each.type === type);
}
