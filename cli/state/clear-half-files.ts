import { rmSync } from "node:fs";
import { halfFiles } from "../../engine/half-files";
import { carryOut, type ActOptions } from "../common/plan";
import type { Project } from "../common/project";
import { exitCodes } from "../common/ui";
import { enginesBackend, localFolder } from "./backend";

/**
 * Removes the half-written files that a killed engine or a full disk has left in the folder of a file backend. They are shown and confirmed
 * before the command's own plan, which cannot be made earlier: the engine reads no state beside them.
 *
 * @param folder undefined for a backend that is no folder
 * @returns the exit code with which the command ends: after a dry run, or a no. Undefined: the command goes on.
 */
export async function clearHalfFiles(folder: string | undefined, options: ActOptions): Promise<number | undefined> {
    const files = folder === undefined ? [] : halfFiles(folder);
    if (files.length === 0) return undefined;
    const isDry = options.dryRun === true;
    const code = await carryOut(
        {
            title: "First, remove what a killed engine has left half-written: beside it, the engine reads no state",
            steps: files.map((file) => ({
                title: `remove ${file}`,
                act: () => {
                    rmSync(file, { force: true });
                    return Promise.resolve();
                },
            })),
            warnings: isDry
                ? ["The rest is planned once that is done: without --dry-run, the command then shows its plan."]
                : [],
            nothing: "",
        },
        // The command itself prints the one report.
        { ...options, json: isDry && options.json === true },
    );
    return isDry || code !== exitCodes.ok ? code : undefined;
}

/** The same for the backend that the engine uses in this project. */
export async function clearEnginesHalfFiles(
    project: Pick<Project, "dir">,
    options: ActOptions,
): Promise<number | undefined> {
    const url = await enginesBackend(project);
    return clearHalfFiles(url === undefined ? undefined : localFolder(url, project.dir), options);
}
