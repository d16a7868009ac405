import { hostname } from "node:os";
import type { Project } from "../project";
import { CliError } from "../ui";
import { readLocks, type Lock } from "./lock-store";

/** Ends the command where somebody holds the stack: a lock is taken away by a person who knows, and by nobody else. */
export async function mustBeUnlocked(url: string, project: Project, stack: string, region: string): Promise<void> {
    // Of other backends the engine itself tells, when it finds the lock.
    const [lock] =
        (await readLocks(url, {
            dir: project.dir,
            stack: `organization/${project.name}/${stack}`,
            s3: async () => (await import("../../aws/bucket")).s3Client(region),
        })) ?? [];
    if (lock === undefined) return;
    throw new CliError(
        `stack ${stack} in ${url} is locked by ${holderOf(lock)}`,
        `let that run end; only if it is known to be dead: PULUMI_BACKEND_URL='${url}' pulumi cancel --stack ${stack}`,
    );
}

function holderOf({ holder, place }: Lock): string {
    if (holder === undefined) return `somebody whose lock was written in part: ${place}`;
    return `${holder.username}@${holder.hostname}, process ${holder.pid}, since ${holder.since}${fate(holder)}`;
}

/** Of a process on this machine it can be known whether it runs. */
function fate(holder: NonNullable<Lock["holder"]>): string {
    if (holder.hostname !== hostname()) return "";
    try {
        process.kill(holder.pid, 0);
        return " (it is running)";
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "ESRCH" ? " (that process does not run any more)" : "";
    }
}
