import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";

interface Process {
    readonly parent: number;
    readonly args: readonly string[];
}

// The engine starts the language host, which starts this program; there may be a shell or two in between.
const generations = 6;

/**
 * Whether `pulumi up --plan` started this program. The engine does not tell a program about the plan (RunRequest of pulumi/language.proto,
 * v3.259), so its command line is read. If it cannot be read: false.
 */
export async function isBoundByPlan(): Promise<boolean> {
    let pid = process.ppid;
    for (let generation = 0; generation < generations && pid > 1; generation++) {
        const found = await readProcess(pid).catch(() => undefined);
        if (found === undefined) return false;
        if (basename(found.args[0] ?? "").startsWith("pulumi") && found.args.some(isPlan)) return true;
        pid = found.parent;
    }
    return false;
}

function isPlan(argument: string): boolean {
    return argument === "--plan" || argument.startsWith("--plan=");
}

async function readProcess(pid: number): Promise<Process> {
    if (process.platform === "linux") {
        const [status, line] = await Promise.all([
            readFile(`/proc/${pid}/status`, "utf8"),
            readFile(`/proc/${pid}/cmdline`, "utf8"),
        ]);
        return { parent: Number(/^PPid:\s*(\d+)/mu.exec(status)?.[1]), args: line.split("\0") };
    }
    const { stdout } = await promisify(execFile)("ps", ["-o", "ppid=,args=", "-p", String(pid)]);
    const [parent, ...args] = stdout.trim().split(/\s+/u);
    return { parent: Number(parent), args };
}
