import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** What a command took. `memory`: bytes of all its processes together at their peak (PSS: pages that they share count once). */
export interface Taken {
    readonly wall: number;
    readonly cpu: number;
    readonly memory: number;
}

// Milliseconds between two looks at the memory. What it takes is the bench's own.
const pause = 500;

/** Runs a command, with what it starts, in a folder. Throws what it printed unless it succeeds. */
export async function measured(cwd: string, env: NodeJS.ProcessEnv, words: readonly string[]): Promise<Taken> {
    const script = 'TIMEFORMAT="%R %U %S"; { time "$@" 2>&3; } 3>&1';
    const child = execa("bash", ["-c", script, "bench", ...words], {
        cwd,
        env,
        extendEnv: false,
        reject: false,
        stdin: "ignore",
        maxBuffer: 1e9,
    });
    let [memory, hasEnded] = [0, false];
    const sampling = (async () => {
        while (!hasEnded) {
            memory = Math.max(memory, pssBelow(child.pid!));
            await sleep(pause);
        }
    })();
    const { stdout, stderr, exitCode } = await child;
    hasEnded = true;
    await sampling;
    if (exitCode !== 0) throw new Error(`${words.join(" ")} exited with ${String(exitCode)}:\n${stdout.slice(-4000)}`);
    const [wall, user, system] = stderr.trim().split("\n").at(-1)!.split(" ").map(Number);
    return { wall: wall!, cpu: user! + system!, memory };
}

/** Bytes of a process and of all that it started, by Linux. */
function pssBelow(pid: number): number {
    const parents = new Map<number, number[]>();
    for (const name of fs.readdirSync("/proc")) {
        const id = Number(name);
        const parent = Number.isInteger(id) ? Number(/^PPid:\s*(\d+)/mu.exec(read(`/proc/${id}/status`))?.[1] ?? 0) : 0;
        if (parent > 0) parents.set(parent, [...(parents.get(parent) ?? []), id]);
    }
    const sum = (id: number): number =>
        Number(/^Pss:\s*(\d+) kB/mu.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) * 1024 +
        (parents.get(id) ?? []).reduce((all, child) => all + sum(child), 0);
    return sum(pid);
}

/** Nothing of a process that has ended meanwhile. */
function read(file: string): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return "";
    }
}

/** One after another: their times add up, and the peak is the highest. */
export function sum(all: readonly Taken[]): Taken {
    const of = (key: keyof Taken): number => all.reduce((total, each) => total + each[key], 0);
    return { wall: of("wall"), cpu: of("cpu"), memory: Math.max(...all.map(({ memory }) => memory)) };
}

/** Of each figure. */
export function median(all: readonly Taken[]): Taken {
    const of = (key: keyof Taken): number =>
        all.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
    return { wall: of("wall"), cpu: of("cpu"), memory: of("memory") };
}

/** Prints it, with the machine's load: seconds by the clock mean little on a busy one. */
export function show(what: string, { wall, cpu, memory }: Taken): void {
    const mebibytes = (memory / 2 ** 20).toFixed(0);
    const load = os.loadavg()[0]!.toFixed(1);
    console.log(`${what}: ${cpu.toFixed(1)} CPU s, ${wall.toFixed(1)} s by the clock, ${mebibytes} MiB (load ${load})`);
}
