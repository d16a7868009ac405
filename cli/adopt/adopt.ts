import { writeTextFile } from "../common/byte-file";
import { pulumi } from "../common/engine";
import { importFileOf, type Preview } from "./import-file";
import { findProject } from "../common/project";
import { CliError, exitCodes, printJson, say } from "../common/ui";

/** Options of `org adopt`. */
export interface AdoptOptions {
    readonly dir: string;
    readonly stack: string;
    /** File to write, or `-`. */
    readonly out: string;
}

/**
 * Asks the engine what the program would import, and writes it as an import file. `pulumi up` imports the same by itself;
 * the file is for those who want to see and review it first, or to change nothing else in the same run.
 */
export async function adopt({ dir, stack, out }: AdoptOptions): Promise<number> {
    const project = findProject(dir);
    say(`Asking for a preview of stack ${stack} …`);
    const preview = await pulumi(project, ["preview", "--stack", stack, "--json"]);
    if (preview.exitCode !== 0)
        throw new CliError(
            `the preview of ${stack} failed: ${reason(preview.stdout, preview.stderr)}`,
            `see it whole: pulumi preview --stack ${stack}`,
        );
    const file = importFileOf(JSON.parse(preview.stdout) as Preview);
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
        // An import protects all that it takes in, and knows no retainOnDelete.
        say(`  pulumi up --stack ${stack}   (it also protects each as the program says, which the import cannot)`);
    }
    return exitCodes.ok;
}

/** The engine puts a failed preview's messages into its JSON, or says it plainly when it did not get so far. */
function reason(stdout: string, stderr: string): string {
    try {
        const { diagnostics } = JSON.parse(stdout) as {
            diagnostics?: readonly { message: string; severity: string }[];
        };
        const errors = (diagnostics ?? [])
            .filter(({ severity }) => severity === "error")
            .map(({ message }) => message.trim());
        if (errors.length > 0) return errors.join("\n");
    } catch {
        // Not JSON: the engine failed before the preview.
    }
    return stderr.trim();
}
