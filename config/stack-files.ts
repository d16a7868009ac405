import { join } from "node:path";
import { readUserFile } from "./files";
import type { StackFiles } from "./cross-layer-context";
import { readStackFile, type StackFile } from "./stack-file/read";

/** The stack files in a folder. A stack without a file is left out. */
export function readStackFiles(dir: string, project: string, stacks: readonly string[]): StackFiles {
    const found = [...new Set(stacks)].map((stack) => [stack, readFile(join(dir, `Pulumi.${stack}.yaml`), project)]);
    return Object.fromEntries(found.filter(([, file]) => file !== undefined)) as StackFiles;
}

/** One stack file; undefined if it does not exist. */
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
