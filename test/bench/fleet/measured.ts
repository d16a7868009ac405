import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** Cost of a command. `memory`: peak of all its processes together, in bytes (PSS: shared pages count once). */
export interface Taken {
    readonly wall: number;
    readonly cpu: number;
    readonly memory: number;
}

// Milliseconds between measurements of the memory. Their own cost is not the command's.
const pause = 500;

/** Runs a command in a folder and measures it with its child processes. Throws its output unless it succeeds. */
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

/** Memory of a process and all its descendants in bytes, from Linux's /proc. */
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

/** Empty for a process that has exited meanwhile. */
function read(file: string): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return "";
    }
}

/** Total of commands that ran one after another: times are added up, and the highest peak of memory counts. */
export function sum(all: readonly Taken[]): Taken {
    const of = (key: keyof Taken): number => all.reduce((total, each) => total + each[key], 0);
    return { wall: of("wall"), cpu: of("cpu"), memory: Math.max(...all.map(({ memory }) => memory)) };
}

/** The median of each figure. */
export function median(all: readonly Taken[]): Taken {
    const of = (key: keyof Taken): number =>
        all.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
    return { wall: of("wall"), cpu: of("cpu"), memory: of("memory") };
}

/** Prints it with the machine's load, since wall-clock seconds mean little on a busy machine. */
export function show(what: string, { wall, cpu, memory }: Taken): void {
    const mebibytes = (memory / 2 ** 20).toFixed(0);
    const load = os.loadavg()[0]!.toFixed(1);
    console.log(`${what}: ${cpu.toFixed(1)} CPU s, ${wall.toFixed(1)} s by the clock, ${mebibytes} MiB (load ${load})`);
}
