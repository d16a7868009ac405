import type { ManagementConfig, StackFile } from "../../config";
import { managementConfig } from "./check-stack";
import { findProject, type Project } from "./project";

/** The management stack's file and the config that it gives. */
export interface Management {
    readonly project: Project;
    readonly config: ManagementConfig;
    readonly region: string;
    readonly file: StackFile;
}

/**
 * Reads the management stack's file in the project that contains a folder.
 *
 * @throws CliError with every fault of the file, or where there is none
 */
export function readManagement(dir: string): Management {
    const project = findProject(dir);
    return { project, ...managementConfig(project) };
}
