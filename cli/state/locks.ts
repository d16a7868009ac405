import { execa } from "execa";
import { hostname, userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../common/process";
import type { Project } from "../common/project";
import { CliError, say } from "../common/ui";
import { readLocks, removeLock, type Lock, type LockReading } from "./lock-store";

/** What is known of the run that made a lock. `elsewhere`: it was made on another machine, so this one cannot tell. */
export type HolderState = "alive" | "dead" | "elsewhere";

/** A stack of a backend. */
export interface StackPlace {
    readonly url: string;
    readonly project: Pick<Project, "dir" | "name">;
    readonly stack: string;
    /** Of the bucket, where the backend is one whose address does not say it. */
    readonly region: string;
}

/**
 * Ends the command where somebody holds the stack. Such a lock is taken away by a person who knows; one of a run of this user on this
 * machine that has ended, as after a kill, is nobody's.
 */
export async function mustBeUnlocked(place: StackPlace): Promise<void> {
    for (const lock of await locksOf(place)) {
        if (await isLeft(lock)) continue;
        const { url, stack } = place;
        throw new CliError(
            `stack ${stack} in ${url} is locked by ${await holderOf(lock)}`,
            `let that run end; only if it is known to be dead: PULUMI_BACKEND_URL='${url}' pulumi cancel --stack ${stack}`,
        );
    }
}

/** Whether a killed run of this user on this machine holds the stack; ends the command where somebody else does. */
export async function isLockLeft(place: StackPlace): Promise<boolean> {
    await mustBeUnlocked(place);
    return (await locksOf(place)).length > 0;
}

/**
 * Gives back what a killed run of this user on this machine holds of the stack; ends the command where somebody else holds it. The
 * engine's own `cancel` would take away whatever lock there is by then, and knows no stack whose making was cut off.
 */
export async function unlock(place: StackPlace): Promise<void> {
    await mustBeUnlocked(place);
    const { url, stack } = place;
    for (const lock of await locksOf(place)) {
        if (!(await isLeft(lock))) continue;
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
    // By now the number may be another program's. Another engine's counts as alive, which is the safe side.
    const { stdout } = await execa("ps", ["-p", String(holder.pid), "-o", "stat=", "-o", "comm="], { reject: false });
    // One that was killed, and that its parent has not noticed yet, is a zombie (Z).
    return stdout.startsWith("Z") || (stdout && !stdout.includes("pulumi")) ? "dead" : "alive";
}

async function locksOf(place: StackPlace): Promise<readonly Lock[]> {
    // A lock of any other backend is reported by the engine when it finds it.
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
 * Left by a run of this user that has ended, or that ends within seconds: a killed command may leave a short run of the engine behind it.
 * Another user's may be in a container that has this machine's name.
 */
export async function isLeft(lock: Lock): Promise<boolean> {
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
