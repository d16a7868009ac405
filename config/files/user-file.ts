import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";

/** What is named is there, and is no regular file: a device, a pipe, a socket. Reading it could wait, or go on, for ever. */
export class NotAFile extends Error {
    override readonly name = "NotAFile";
    public readonly code = "ENOTFILE";

    public constructor(public readonly path: string) {
        super(`${path} is no regular file`);
    }
}

/**
 * Reads a file whole. What has nothing in it, as /dev/null, is an empty one.
 *
 * @throws NotAFile, or the system's error: ENOENT where there is none, EISDIR where there is a folder
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

/** Without waiting for a pipe's other end. */
function opened(path: string): number {
    try {
        // Windows has no such flag.
        return openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    } catch (error) {
        // A socket cannot be opened.
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
