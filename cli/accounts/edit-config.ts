import { editStackFile, EditError, readStackFile, readStackFiles, type ConfigEdit, type StackFile } from "../../config";
import { formatFaults, formatPath, type Fault } from "../../config/faults";
import { checkStack } from "../common/check-stack";
import { stackFileOf, type Project } from "../common/project";
import { CliError, faultFormat } from "../common/ui";
import { rewrite, textIn } from "../state/stack-text";

/** Applies edits to Pulumi.management.yaml. Everything else in it stays; a file that would not change is not written. */
export function editConfig(project: Project, edits: readonly ConfigEdit[]): void {
    rewrite(stackFileOf(project, "management"), (text) => edited(text, project, edits));
}

/** The faults that the config would have after the edits. */
export function faultsAfter(project: Project, edits: readonly ConfigEdit[]): readonly Fault[] {
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    const text = edited(textIn(stackFileOf(project, "management")) ?? "", project, edits);
    const after: StackFile = readStackFile(text, project.name);
    return checkStack("management", "management", { ...files, management: after }, project).faults;
}

/**
 * Checks that the config stays valid with the edits.
 *
 * @param what the change, in words
 * @param cure what to do about the faults
 * @throws CliError with the faults
 */
export function mustStayValid(
    project: Project,
    edits: readonly ConfigEdit[],
    what: string,
    cure = "mend these first, and run it again",
): void {
    const faults = faultsAfter(project, edits);
    if (faults.length === 0) return;
    throw new CliError(
        `${what}, Pulumi.management.yaml would be refused: ${formatFaults(faults, { ...faultFormat(2), file: "Pulumi.management.yaml" })}`,
        `${cure}; nothing was done`,
    );
}

function edited(text: string, project: Project, edits: readonly ConfigEdit[]): string {
    try {
        return editStackFile(text, project.name, edits);
    } catch (error) {
        if (!(error instanceof EditError)) throw error;
        throw new CliError(
            `${error.message} in Pulumi.management.yaml`,
            `write it by hand, ${edits.map(inWords).join("; ")}, and run it again`,
        );
    }
}

function inWords(edit: ConfigEdit): string {
    const path = formatPath(edit.path);
    return "set" in edit ? `${path}: ${JSON.stringify(edit.set)}` : `take ${path} out`;
}
