import type { ManagementConfig } from "../../config";
import { managementConfig } from "../common/check-stack";
import type { Step } from "../common/plan";
import type { Project } from "../common/project";
import { currentBackend, stateHome } from "../state/backend";
import { isLockLeft, unlock } from "../state/locks";

/**
 * Steps that remove locks which killed runs left on the stacks.
 *
 * @throws CliError where another run holds one of the stacks
 */
export async function lockSteps(project: Project, stacks: readonly string[]): Promise<readonly Step[]> {
    return lockStepsBy(project, managementConfig(project), stacks);
}

/** The same for a config that is not in a file yet. */
export async function lockStepsBy(
    project: Project,
    { config, region }: { readonly config: ManagementConfig; readonly region: string },
    stacks: readonly string[],
): Promise<readonly Step[]> {
    const url = await currentBackend(project, stateHome(config.state, region));
    if (url === undefined) return [];
    const places = stacks.map((stack) => ({ url, project, stack, region }));
    const locked = await Promise.all(places.map(isLockLeft));
    return places
        .filter((_, index) => locked[index])
        .map((place) => ({
            title: `give back the lock of stack ${place.stack}, which a killed run left`,
            act: () => unlock(place),
        }));
}
