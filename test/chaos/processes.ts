import * as fs from "node:fs";

/** Which process is killed. `all`: engine, provider, program and the command at once, as in a power failure. */
export const victims = ["engine", "provider", "program", "all"] as const;
export type Victim = (typeof victims)[number];

const isVictim: Readonly<Record<Exclude<Victim, "all">, (command: string) => boolean>> = {
    engine: (command) => /(?:^|\/)pulumi\0up\0/u.test(command),
    provider: (command) => /pulumi-resource-aws/u.test(command),
    program: (command) => command.includes("cli/fleet/worker.ts"),
};

/** Kills the descendants of a process that `victim` names; `all` includes the process itself. Returns how many there were. */
export function killBelow(pid: number, victim: Victim): number {
    const below = descendants(pid);
    const met = victim === "all" ? [pid, ...below] : below.filter((each) => isVictim[victim](commandOf(each)));
    for (const each of met)
        try {
            process.kill(each, "SIGKILL");
        } catch {
            // It has exited by itself.
        }
    return met.length;
}

/** Whether a process still runs. */
export function isAlive(pid: number): boolean {
    return commandOf(pid) !== "";
}

export function descendants(pid: number): readonly number[] {
    const children = new Map<number, number[]>();
    for (const name of fs.readdirSync("/proc")) {
        const id = Number(name);
        const parent = Number.isInteger(id) ? parentOf(id) : undefined;
        if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), id]);
    }
    const all = (of: number): readonly number[] => (children.get(of) ?? []).flatMap((child) => [child, ...all(child)]);
    return all(pid);
}

function parentOf(pid: number): number | undefined {
    const found = /^PPid:\s*(\d+)/mu.exec(read(`/proc/${pid}/status`))?.[1];
    return found === undefined ? undefined : Number(found);
}

function commandOf(pid: number): string {
    return read(`/proc/${pid}/cmdline`);
}

/** Empty for a process that has exited meanwhile. */
function read(file: string): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
