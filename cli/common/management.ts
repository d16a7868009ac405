import { readStackFiles, type ManagementConfig, type StackFile } from "../../config";
import { formatFaults } from "../../config/faults";
import { checkStack } from "./check-stack";
import { findProject, type Project } from "./project";
import { CliError, faultFormat, say } from "./ui";

/** The management stack's file, as it is written and as it is meant. */
export interface Management {
    readonly project: Project;
    readonly config: ManagementConfig;
    readonly file: StackFile | undefined;
}

/** @throws CliError where the file has faults */
export function readManagement(dir: string): Management {
    const project = findProject(dir);
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    const { parsed, faults } = checkStack("management", "management", files, project);
    if (parsed.ok) return { project, config: parsed.value, file: files["management"] };
    if (files["management"] === undefined)
        throw new CliError("there is no Pulumi.management.yaml", "write it: ./org init");
    say(formatFaults(faults, { ...faultFormat(2), file: "Pulumi.management.yaml" }));
    throw new CliError("the stack file has faults", "correct them, and run it again");
}
