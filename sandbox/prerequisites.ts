import { execaSync } from "execa";
import { SandboxFault } from "./fault";

interface Prerequisite {
    readonly name: string;
    readonly command: readonly [string, ...string[]];
    readonly minimum: readonly [number, number];
    /** How to get it. */
    readonly cure: string;
}

const python: Prerequisite = {
    name: "Python",
    command: ["python3", "--version"],
    minimum: [3, 10],
    cure: "install Python 3.10 or later, with its venv module (Debian: apt-get install python3-venv; macOS: brew install python)",
};

const go: Prerequisite = {
    name: "Go",
    command: ["go", "version"],
    minimum: [1, 25],
    cure: "install Go 1.25 or later (go.dev/doc/install), or the Pulumi CLI 3.252 or later",
};

/** Requires Python, which the emulator runs on; throws a fault that says how to get it. */
export function requirePython(): void {
    check(python);
}

/**
 * Requires Go, which is needed only if the engine or the provider must be built; throws a fault that says how to get
 * it.
 */
export function requireGo(): void {
    check(go);
}

function check({ name, command: [file, ...args], minimum, cure }: Prerequisite): void {
    const wanted = minimum.join(".");
    const result = execaSync(file, args, { reject: false });
    if (result.failed) throw new SandboxFault(`${name} ${wanted} or later is needed and was not found`, cure);
    const found = /(\d+)\.(\d+)/.exec(result.stdout);
    if (found === null || !atLeast([Number(found[1]), Number(found[2])], minimum)) {
        throw new SandboxFault(`${name} ${wanted} or later is needed, found: ${result.stdout.trim()}`, cure);
    }
}

/** Whether a version (major, minor) is the minimum or later. */
export function atLeast(version: readonly [number, number], minimum: readonly [number, number]): boolean {
    return version[0] > minimum[0] || (version[0] === minimum[0] && version[1] >= minimum[1]);
}
