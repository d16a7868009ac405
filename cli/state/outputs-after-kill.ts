/** Reads stacks of a file backend, of which a killed engine may have left half-written files. */
import { dropHalfFiles, halfFiles, halfFileWords } from "../../engine/half-files";
import { type EngineOptions, stackOutputs } from "../common/engine";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";
import { enginesBackend, localFolder } from "./backend";

/**
 * A stack's outputs. Undefined if there is no such stack. If a killed engine has left half-written files beside the state, they are removed
 * first.
 */
export async function outputsAfterKill(
    project: Pick<Project, "dir">,
    stack: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
    return againAfterKill(project, {}, () => stackOutputs(project, stack));
}

/**
 * Calls `run`. If the engine cannot read a state because a killed one has left half-written files beside it, removes them and calls `run`
 * once more. Other errors are thrown.
 */
export async function againAfterKill<Answer>(
    project: Pick<Project, "dir">,
    options: Pick<EngineOptions, "environment">,
    run: () => Promise<Answer>,
): Promise<Answer> {
    try {
        return await run();
    } catch (error) {
        if (!(error instanceof CliError) || !halfFileWords.test(error.message)) throw error;
        if (!(await removeHalfFiles(project, options))) throw error;
        return run();
    }
}

/**
 * Removes half-written files that a killed engine or a full disk has left beside a state on this machine. Returns whether there were any.
 */
export async function removeHalfFiles(
    project: Pick<Project, "dir">,
    options: Pick<EngineOptions, "environment">,
): Promise<boolean> {
    const url = await enginesBackend(project, options);
    const folder = url === undefined ? undefined : localFolder(url, project.dir);
    if (folder === undefined || halfFiles(folder).length === 0) return false;
    dropHalfFiles(folder);
    return true;
}
