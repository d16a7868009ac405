import { join } from "node:path";
import { readUserFile } from "./files";
import type { StackFiles } from "./cross-layer-context";
import { readStackFile, type StackFile } from "./stack-file/read";

/** The stack files of a folder; a stack without one is left out. */
export function readStackFiles(dir: string, project: string, stacks: readonly string[]): StackFiles {
    const found = [...new Set(stacks)].map((stack) => [stack, readFile(join(dir, `Pulumi.${stack}.yaml`), project)]);
    return Object.fromEntries(found.filter(([, file]) => file !== undefined)) as StackFiles;
}

/** One stack file, or undefined when it is not there. */
export function readFile(path: string, project: string): StackFile | undefined {
    let bytes: Uint8Array;
    try {
        bytes = readUserFile(path);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
    return readStackFile(bytes, project);
}
