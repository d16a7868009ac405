/** Reads and checks single resources of a stack. */
import { mustPulumi, pulumi } from "../common/engine";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";

/** A resource in the state, as `pulumi stack export` prints it. */
export interface ExportedResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/**
 * The resources in a stack's state; empty where there is no such stack.
 *
 * @throws CliError where it cannot be read
 */
export async function stateResources(project: Project, stack = "management"): Promise<readonly ExportedResource[]> {
    const run = await pulumi(project, ["stack", "export", "--stack", stack]);
    if (run.exitCode !== 0) {
        if (/no stack named|not found/iu.test(run.stderr)) return [];
        throw new CliError(
            `the state of stack ${stack} could not be read: ${run.stderr.trim()}`,
            "log in to the backend that holds it: pulumi login <url>",
        );
    }
    const { deployment } = JSON.parse(run.stdout) as {
        readonly deployment: { readonly resources?: readonly ExportedResource[] };
    };
    return deployment.resources ?? [];
}

/**
 * Checks that a preview of these resources has no changes.
 *
 * @throws CliError
 */
export async function mustHaveNoChanges(project: Project, ...urns: readonly string[]): Promise<void> {
    const targets = urns.flatMap((urn) => ["--target", urn]);
    await mustPulumi(project, ["preview", "--stack", "management", "--expect-no-changes", ...targets], {
        cure: "see its words: pulumi preview --stack management --diff",
    });
}
