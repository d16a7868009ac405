import type { S3Client } from "@aws-sdk/client-s3";
import { pulumi } from "../common/engine";
import type { Project } from "../common/project";
import { readLocks, type S3Options } from "../state/lock-store";
import { unlock } from "../state/locks";
import type { Workspace } from "./workspace";

/** Who holds the project's stacks, by name; nothing of a backend that keeps its locks to itself. */
export async function locksOf(
    project: Project,
    { dir, environment }: Workspace,
    region: string,
): Promise<ReadonlyMap<string, string>> {
    const url = await backendOf({ dir, environment });
    if (url === undefined) return new Map();
    const s3 = async (options: S3Options): Promise<S3Client> =>
        (await import("../../aws/bucket")).s3Client(region, options);
    const locks = (await readLocks(url, { dir, s3 })) ?? [];
    return new Map(
        locks
            .map(({ stack, holder }) => ({
                names: stack.split("/"),
                who:
                    holder === undefined
                        ? "somebody whose lock was written in part"
                        : `${holder.username} on ${holder.hostname}, process ${holder.pid}, since ${holder.since}`,
            }))
            .filter(({ names }) => names.at(-2) === project.name)
            .map(({ names, who }) => [names.at(-1)!, who]),
    );
}

/** Gives back the lock that a run left which was killed while it made the stack: `pulumi cancel` knows no such stack. */
export async function unlockNew({ project, ...workspace }: Workspace, stack: string): Promise<void> {
    const url = await backendOf(workspace);
    // As the engine finds the bucket's region where the address does not say it.
    const region = process.env["AWS_REGION"] ?? "us-east-1";
    if (url !== undefined) await unlock({ url, project, stack, region });
}

/** The backend's address; undefined where the engine is logged in to none. */
async function backendOf({ dir, environment }: Pick<Workspace, "dir" | "environment">): Promise<string | undefined> {
    const { exitCode, stdout } = await pulumi({ dir }, ["whoami", "--verbose", "--json"], { environment });
    return exitCode === 0 ? (JSON.parse(stdout) as { readonly url?: string }).url : undefined;
}
