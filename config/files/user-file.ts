import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";

/** The path exists and is not a regular file but a device, a pipe or a socket, which could be read or waited for forever. */
export class NotAFile extends Error {
    override readonly name = "NotAFile";
    public readonly code = "ENOTFILE";

    public constructor(public readonly path: string) {
        super(`${path} is no regular file`);
    }
}

/**
 * Reads a whole file. An empty device such as /dev/null is an empty file.
 *
 * @throws NotAFile, or the system's error: ENOENT if it does not exist, EISDIR for a folder
 */
export function readUserFile(path: string): Buffer {
    const descriptor = opened(path);
    try {
        const stat = fstatSync(descriptor);
        if (stat.isFile() || stat.isDirectory()) return readFileSync(descriptor);
        if (stat.isCharacterDevice() && isEmpty(descriptor)) return Buffer.alloc(0);
        throw new NotAFile(path);
    } finally {
        closeSync(descriptor);
    }
}

/** Opens without waiting for the other end of a pipe. */
function opened(path: string): number {
    try {
        // Windows has no such flag.
        return openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    } catch (error) {
        // Opening a socket fails with this code.
        if ((error as NodeJS.ErrnoException).code === "ENXIO") throw new NotAFile(path);
        throw error;
    }
}

function isEmpty(descriptor: number): boolean {
    try {
        return readSync(descriptor, Buffer.alloc(1)) === 0;
    } catch {
        return false; // a terminal at which nobody types
    }
}
