import { pulumi } from "../common/engine";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";
import type { Preview } from "./import-file";

/**
 * Runs `pulumi preview --json` of the stack.
 *
 * @throws CliError with the engine's message where it fails
 */
export async function previewOf(project: Project, stack: string): Promise<Preview> {
    const preview = await pulumi(project, ["preview", "--stack", stack, "--json", "--show-sames"]);
    if (preview.exitCode !== 0)
        throw new CliError(
            `the preview of ${stack} failed: ${reason(preview.stdout, preview.stderr)}`,
            `see it whole: pulumi preview --stack ${stack}`,
        );
    return JSON.parse(preview.stdout) as Preview;
}

/** The engine's error messages: in its JSON, or as plain text if it failed before the preview. */
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
