import { writeTextFile } from "../common/byte-file";
import { importFileOf } from "./import-file";
import { previewOf } from "./engine-preview";
import { findProject } from "../common/project";
import { exitCodes, printJson, say } from "../common/ui";

/** Options of `org adopt --out`. */
export interface ImportFileOptions {
    readonly dir: string;
    readonly stack: string;
    /** File to write, or `-` for standard output. */
    readonly out: string;
}

/**
 * Writes what a preview would import as an import file. `pulumi up` imports the same by itself: the file is for those who want to review it
 * first, or to change nothing else in the same run. Returns the exit code.
 */
export async function writeImportFile({ dir, stack, out }: ImportFileOptions): Promise<number> {
    const project = findProject(dir);
    say(`Asking for a preview of stack ${stack} …`);
    const file = importFileOf(await previewOf(project, stack));
    const count = file.resources.filter((resource) => resource.id !== undefined).length;
    if (count === 0) {
        say("There is nothing to adopt: the stack knows all that AWS has of its config.");
        return exitCodes.ok;
    }
    if (out === "-") printJson(file);
    else {
        writeTextFile(out, `${JSON.stringify(file, undefined, 2)}\n`);
        say(`${out} has ${count} to take in. Next:`);
        say(`  pulumi import --stack ${stack} --file ${out} --generate-code=false`);
        say(`  ./org preview --stack ${stack}`);
        // An import sets `protect` on everything, and cannot set `retainOnDelete`.
        say(`  pulumi up --stack ${stack}   (it also protects each as the program says, which the import cannot)`);
    }
    return exitCodes.ok;
}
