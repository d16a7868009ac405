import { execa } from "execa";
import * as fs from "node:fs";
import { SandboxFault } from "./fault";

/** Runs a tool of the set-up until it exits. Its output goes to `log`, whose last lines are shown if it fails. */
export async function runTool(
    file: string,
    args: readonly string[],
    options: { cwd?: string; env?: Record<string, string>; log: string },
): Promise<void> {
    const result = await execa(file, args, {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: options.env }),
        all: true,
        reject: false,
        stdin: "ignore",
    });
    fs.appendFileSync(options.log, `$ ${[file, ...args].join(" ")}\n${result.all}\n`);
    if (result.failed) {
        const lines = (result.all || result.shortMessage || "").split("\n").slice(-8).join("\n");
        throw new SandboxFault(`${file} ${args[0] ?? ""} failed:\n${lines}`, `the whole output is in ${options.log}`);
    }
}
