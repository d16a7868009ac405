import { pulumi } from "../common/engine";
import { engineFailure } from "../common/engine-failure";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";
import { reachable } from "./backend";

/** Options of a run of the engine whose output is shown while it runs. */
export interface LoudRun {
    readonly url: string;
    readonly environment?: Readonly<Record<string, string | undefined>>;
    readonly tell: (line: string) => void;
    readonly cure: string;
}

/**
 * Runs the engine and passes each line of its output to `tell`.
 *
 * @throws CliError with the reason alone when it fails, not all lines again
 */
export async function runLoudly(
    project: Pick<Project, "dir">,
    args: readonly string[],
    { url, environment = {}, tell, cure }: LoudRun,
): Promise<void> {
    const { exitCode, stdout, stderr } = await pulumi(project, args, {
        environment: { PULUMI_BACKEND_URL: reachable(url), ...environment },
        onLine: tell,
    });
    if (exitCode === 0) return;
    const failure = engineFailure(reasonIn(stdout, stderr), cure);
    throw new CliError(`pulumi ${args[0] ?? ""} failed: ${failure.why}`, failure.cure);
}

/** The reasons in a failed run's output: errors, diagnostics, and the changes that a preview found. */
export function reasonIn(stdout: string, stderr: string): string {
    const [, diagnostics = ""] = /^Diagnostics:\n([\s\S]*?)(?=^\S|$(?![\s\S]))/mu.exec(stdout) ?? [];
    const changes = [...stdout.matchAll(/^ +[-+~±] *(?:\d+ to \w+)$/gmu)].map(([line]) => line.trim());
    const words = [stderr.trim().replace(/^error: /u, ""), changes.join(", "), diagnostics.trimEnd()];
    return words.filter((each) => each !== "").join("\n") || "it did not say why";
}
