import type { ManagementConfig, StackFile } from "../../config";
import { managementConfig } from "./check-stack";
import { findProject, type Project } from "./project";

/** The management stack's file, as it is written and as it is meant. */
export interface Management {
    readonly project: Project;
    readonly config: ManagementConfig;
    readonly region: string;
    readonly file: StackFile;
}

/**
 * The management stack of the project that a folder is in.
 *
 * @throws CliError with every fault of the file, or where there is none
 */
export function readManagement(dir: string): Management {
    const project = findProject(dir);
    return { project, ...managementConfig(project) };
}
