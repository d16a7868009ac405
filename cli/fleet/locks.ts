import type { S3Client } from "@aws-sdk/client-s3";
import { noneAt } from "../../aws/error-codes";
import type { Project } from "../common/project";
import { enginesBackend } from "../state/backend";
import { readLocks, removeLock, type LockReading, type S3Options } from "../state/lock-store";
import { isLeftover, unlock } from "../state/locks";
import { say } from "../common/ui";
import { dropNotes, notedEngines, type NotedEngine } from "./engine-notes";
import type { Workspace } from "./workspace";

/** Who holds the locks of the project's stacks, by stack; empty for a backend whose locks cannot be listed. */
export async function locksOf(
    project: Project,
    { dir, environment }: Workspace,
    region: string,
): Promise<ReadonlyMap<string, string>> {
    const url = await enginesBackend({ dir }, { environment });
    if (url === undefined) return new Map();
    const locks = (await readLocks(url, readingOf(dir, region))) ?? [];
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

/**
 * Removes locks of engines that an earlier run of the fleet started on this machine and that were killed. A lock matches if it has a noted
 * process id and is not older than that engine's start, so no other run can have made it. The notes stay of engines that still hold their
 * lock: one whose program was killed goes on for a while, and may leave its lock in the end.
 */
export async function unlockLeft({ project, ...workspace }: Workspace): Promise<void> {
    const engines = notedEngines(workspace.dir);
    if (engines.length === 0) return;
    const url = await enginesBackend(workspace, workspace);
    if (url === undefined) return;
    const holding = new Set<NotedEngine>();
    const reading = readingOf(workspace.dir, regionOfEnvironment());
    // Without permission to read locks, the engine reports a lock when it meets one.
    for (const lock of (await readLocks(url, reading).catch(noneAt("AccessDenied"))) ?? []) {
        const { stack, holder } = lock;
        const ours = engines.filter(
            (engine) =>
                stack === `organization/${project.name}/${engine.stack}` &&
                holder?.pid === engine.pid &&
                Date.parse(holder.since) >= engine.startedAt - clockGrain,
        );
        if (ours.length === 0) continue;
        if (!(await isLeftover(lock))) {
            ours.forEach((engine) => holding.add(engine));
            continue;
        }
        say(`! the lock of process ${holder?.pid ?? "?"}, which was killed, is given back: stack ${stack} in ${url}`);
        await removeLock(url, lock, reading);
    }
    dropNotes(
        workspace.dir,
        engines.filter((engine) => !holding.has(engine)),
    );
}

// Milliseconds: a lock's time may be rounded to seconds.
const clockGrain = 1000;

/** Removes the lock that a run left when it was killed while it made the stack. `pulumi cancel` fails for such a stack. */
export async function unlockNew({ project, ...workspace }: Workspace, stack: string): Promise<void> {
    const url = await enginesBackend(workspace, workspace);
    if (url !== undefined) await unlock({ url, project, stack, region: regionOfEnvironment() });
}

/** The region where the engine looks for a bucket whose address has no region. */
function regionOfEnvironment(): string {
    return process.env["AWS_REGION"] ?? "us-east-1";
}

function readingOf(dir: string, region: string): LockReading {
    const s3 = async (options: S3Options): Promise<S3Client> =>
        (await import("../../aws/bucket")).s3Client(region, options);
    return { dir, s3 };
}
