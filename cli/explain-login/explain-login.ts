import { readStackFiles, type ManagementConfig } from "../../config";
import { checkStack } from "../common/check-stack";
import { findProject } from "../common/project";
import { exitCodes, print } from "../common/ui";
import { explain, type CiRole } from "./explain";
import { readClaims } from "./token";

/** Prints the subject of the job's token, and what to change so that the role accepts it. Returns the exit code. */
export async function explainLogin({ dir, role }: { readonly dir: string; readonly role: CiRole }): Promise<number> {
    const claims = await readClaims(process.env);
    for (const line of explain(claims, ciOf(dir), role)) print(line);
    return exitCodes.ok;
}

/** `ci` of the management stack's file; undefined where the file is not valid. */
function ciOf(dir: string): ManagementConfig["ci"] {
    const project = findProject(dir);
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    const { parsed } = checkStack("management", "management", files, project);
    return parsed.ok ? parsed.value.ci : undefined;
}
