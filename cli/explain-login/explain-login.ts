import { readStackFiles, type ManagementConfig } from "../../config";
import { checkStack } from "../common/check-stack";
import { findProject } from "../common/project";
import { exitCodes, print } from "../common/ui";
import { explain, type CiRole } from "./explain";
import { readClaims } from "./token";

/** Prints what a job's token says of it, and what to write. Returns the exit code. */
export async function explainLogin({ dir, role }: { readonly dir: string; readonly role: CiRole }): Promise<number> {
    const claims = await readClaims(process.env);
    for (const line of explain(claims, ciOf(dir), role)) print(line);
    return exitCodes.ok;
}

/** `ci` of the management stack's file, where it can be read. */
function ciOf(dir: string): ManagementConfig["ci"] {
    const project = findProject(dir);
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    const { parsed } = checkStack("management", "management", files, project);
    return parsed.ok ? parsed.value.ci : undefined;
}
