/** Locks on stacks: who holds them, and whether that run is still going. */
import { check } from "../check";
import { fault, ok, skipped, warning, type Finding } from "../line";
import { readLocks, type Lock } from "../../state/lock-store";
import { holderState, type HolderState } from "../../state/locks";
import { clearingCommand } from "../../state/pending";

/** A lock, and the state of the run that made it. */
export interface LockFacts extends Lock {
    readonly run: HolderState;
}

export interface LocksFacts {
    readonly now: Date;
    /** Undefined for a backend whose locks cannot be listed. */
    readonly locks: readonly LockFacts[] | undefined;
}

export const locks = check<LocksFacts>(
    {
        id: "locks",
        group: "state",
        proves: "no stack is locked; of a lock it says who made it, on which machine, since when, and whether that run still goes. It deletes none",
        cure: "`pulumi cancel --stack <stack>`, and only when that run is known to have ended",
        asks: ["s3:ListBucket", "s3:GetObject"],
    },
    async (context) => {
        const found = await readLocks(await context.mustBackend(), {
            dir: context.project()?.dir ?? ".",
            s3: async (options) => context.client((await import("@aws-sdk/client-s3")).S3Client, options),
        });
        return {
            now: context.now,
            locks:
                found === undefined
                    ? undefined
                    : await Promise.all(found.map(async (each) => ({ ...each, run: await holderState(each) }))),
        };
    },
    judgeLocks,
);

export function judgeLocks({ now, locks: found }: LocksFacts): readonly Finding[] {
    if (found === undefined) return [skipped("this backend keeps its locks to itself; pulumi cancel ends a run there")];
    if (found.length === 0) return [ok("no stack is locked")];
    return found.map(({ stack, place, holder, run }) => {
        const name = stack.split("/").at(-1) ?? stack;
        const cancel = `pulumi cancel --stack ${name}`;
        if (holder === undefined)
            return warning(
                `stack ${name} has a lock that was written in part: ${place}`,
                `make sure that nobody runs Pulumi on it, then ${cancel}`,
                place,
            );
        const who = `${holder.username} on ${holder.hostname}, process ${holder.pid}, since ${holder.since}${age(holder.since, now)}`;
        if (run === "dead")
            return fault(
                `stack ${name} is locked by ${who}; that process has ended`,
                `${cancel}, then ${clearingCommand(name)}`,
                place,
            );
        if (run === "alive")
            return warning(`stack ${name} is locked by ${who}; that process is at work`, "wait until it ends", place);
        return warning(
            `stack ${name} is locked by ${who}; whether that run still goes is not known here`,
            `ask ${holder.username}, or look on ${holder.hostname} (ps -p ${holder.pid}); only when it has ended: ${cancel}`,
            place,
        );
    });
}

function age(since: string, now: Date): string {
    const hours = (now.getTime() - new Date(since).getTime()) / 3_600_000;
    if (Number.isNaN(hours)) return "";
    if (hours < 2) return ` (${Math.max(0, Math.round(hours * 60))} min)`;
    return hours < 48 ? ` (${Math.round(hours)} h)` : ` (${Math.round(hours / 24)} d)`;
}
