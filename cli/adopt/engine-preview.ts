import { pulumi } from "../common/engine";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";
import type { Preview } from "./import-file";

/** A preview of the stack, as the engine tells it to programs. Ends the command where it fails, with the engine's words. */
export async function previewOf(project: Project, stack: string): Promise<Preview> {
    const preview = await pulumi(project, ["preview", "--stack", stack, "--json"]);
    if (preview.exitCode !== 0)
        throw new CliError(
            `the preview of ${stack} failed: ${reason(preview.stdout, preview.stderr)}`,
            `see it whole: pulumi preview --stack ${stack}`,
        );
    return JSON.parse(preview.stdout) as Preview;
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
