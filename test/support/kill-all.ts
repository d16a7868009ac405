import { execaSync } from "execa";
import { setTimeout as sleep } from "node:timers/promises";
import type { Moment } from "./cut";

/** Kills a process and all its descendants. They have exited when it returns, so that none of their connections is still open. */
export async function killAll(first: number): Promise<void> {
    const found = new Set<number>();
    // Stopped first, one generation after the other, because a running process may start another one meanwhile.
    for (let next = [first]; next.length > 0;) {
        for (const pid of next) found.add(pid);
        send(next, "SIGSTOP");
        next = processes().flatMap(({ pid, parent }) => (found.has(parent) && !found.has(pid) ? [pid] : []));
    }
    send([...found], "SIGKILL");
    // A process that waits for its parent to read its exit code has closed everything.
    while (processes().some(({ pid, state }) => found.has(pid) && !state.startsWith("Z"))) await sleep(20);
}

/** The end of a program, killed at a moment with all that it started. Then all of them have exited, and AWS has acted on their calls. */
export async function killedAtMoment<Result>(
    child: Promise<Result> & { readonly pid?: number },
    moment: Moment,
): Promise<Result> {
    let killed: Promise<void> | undefined;
    void moment.come.then(() => (killed = killAll(child.pid!))).finally(moment.passed);
    const result = await child;
    await killed;
    moment.passed?.();
    await moment.settled?.();
    return result;
}

/**
 * Kills a process alone, which starts no other one before. Returns a function that waits until all processes that it had started have ended
 * by themselves, with those that they started.
 */
export function killAlone(first: number): () => Promise<void> {
    send([first], "SIGSTOP");
    let found = new Set([first]);
    const areAlive = (): boolean => {
        const now = processes();
        for (let size = 0; size < found.size;) {
            size = found.size;
            for (const { pid, parent } of now) if (found.has(parent)) found.add(pid);
        }
        // Without those that have exited: their ids may belong to others soon.
        found = new Set(now.flatMap(({ pid, state }) => (found.has(pid) && !state.startsWith("Z") ? [pid] : [])));
        return found.size > 0;
    };
    areAlive();
    send([first], "SIGKILL");
    return async () => {
        while (areAlive()) await sleep(20);
    };
}

function processes(): readonly { readonly pid: number; readonly parent: number; readonly state: string }[] {
    const lines = execaSync("ps", ["-A", "-o", "pid=,ppid=,stat="]).stdout.split("\n");
    return lines.map((line) => {
        const [pid, parent, state] = line.trim().split(/ +/u);
        return { pid: Number(pid), parent: Number(parent), state: state! };
    });
}

function send(pids: readonly number[], signal: NodeJS.Signals): void {
    for (const pid of pids) {
        try {
            process.kill(pid, signal);
        } catch {
            // It has exited by itself.
        }
    }
}
