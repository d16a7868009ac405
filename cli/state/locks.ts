import { execa } from "execa";
import { hostname, userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../common/process";
import type { Project } from "../common/project";
import { CliError, say } from "../common/ui";
import { readLocks, removeLock, type Lock, type LockReading } from "./lock-store";

/** State of the process that made a lock. `elsewhere`: it is on another machine, so its state is unknown. */
export type HolderState = "alive" | "dead" | "elsewhere";

/** A stack in a backend. */
export interface StackPlace {
    readonly url: string;
    readonly project: Pick<Project, "dir" | "name">;
    readonly stack: string;
    /** Region of the bucket, if the backend's address has none. */
    readonly region: string;
}

/**
 * Checks that no run holds the stack's lock. A lock left by an ended run of this user on this machine does not count; any other must be
 * removed by a person.
 *
 * @throws CliError
 */
export async function mustBeUnlocked(place: StackPlace): Promise<void> {
    for (const lock of await locksOf(place)) {
        if (await isLeftover(lock)) continue;
        const { url, stack } = place;
        throw new CliError(
            `stack ${stack} in ${url} is locked by ${await holderOf(lock)}`,
            `let that run end; only if it is known to be dead: PULUMI_BACKEND_URL='${url}' pulumi cancel --stack ${stack}`,
        );
    }
}

/**
 * Whether a killed run of this user on this machine left a lock of the stack.
 *
 * @throws CliError where another run holds it
 */
export async function isLockLeft(place: StackPlace): Promise<boolean> {
    await mustBeUnlocked(place);
    return (await locksOf(place)).length > 0;
}

/**
 * Removes locks that killed runs of this user on this machine left. Not done by `pulumi cancel`: that would remove whatever lock exists by
 * then, and it fails for a stack whose creation was cut off.
 *
 * @throws CliError where another run holds the stack
 */
export async function unlock(place: StackPlace): Promise<void> {
    await mustBeUnlocked(place);
    const { url, stack } = place;
    for (const lock of await locksOf(place)) {
        if (!(await isLeftover(lock))) continue;
        say(
            `! the lock of process ${lock.holder?.pid ?? "?"}, which has ended, is given back: stack ${stack} in ${url}`,
        );
        await removeLock(url, lock, readingOf(place));
    }
}

/** Whether the process that made the lock still runs, as far as this machine can tell. */
export async function holderState({ holder }: Lock): Promise<HolderState> {
    if (holder?.hostname !== hostname()) return "elsewhere";
    if (!isAlive(holder.pid)) return "dead";
    // Ids are reused: the process may be another program. One with another engine counts as alive, to be safe.
    const { stdout } = await execa("ps", ["-p", String(holder.pid), "-o", "stat=", "-o", "comm="], { reject: false });
    // A killed process whose parent has not noticed it yet is a zombie (Z).
    return stdout.startsWith("Z") || (stdout && !stdout.includes("pulumi")) ? "dead" : "alive";
}

async function locksOf(place: StackPlace): Promise<readonly Lock[]> {
    // For other backends, the engine itself reports a lock when it meets one.
    return (await readLocks(place.url, readingOf(place))) ?? [];
}

function readingOf({ project, stack, region }: StackPlace): LockReading {
    return {
        dir: project.dir,
        stack: `organization/${project.name}/${stack}`,
        s3: async (options) => (await import("../../aws/bucket")).s3Client(region, options),
    };
}

/**
 * Whether a lock was left by a run of this user that has ended. It waits up to 5 seconds for the end: a killed command may leave a short
 * run of the engine behind. Another user's lock never counts: it may be from a container with this machine's name.
 */
export async function isLeftover(lock: Lock): Promise<boolean> {
    for (let waits = 0; waits < 20 && (await holderState(lock)) === "alive"; waits += 1) await sleep(250);
    return lock.holder?.username === userInfo().username && (await holderState(lock)) === "dead";
}

async function holderOf(lock: Lock): Promise<string> {
    const { holder, place } = lock;
    if (holder === undefined) return `somebody whose lock was written in part: ${place}`;
    const fates = { alive: " (it is running)", dead: " (that process does not run any more)", elsewhere: "" };
    const fate = fates[await holderState(lock)];
    return `${holder.username}@${holder.hostname}, process ${holder.pid}, since ${holder.since}${fate}`;
}
