import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";

/** Why a file cannot be read or written, and what to do. */
export interface DiskFault {
    readonly why: string;
    readonly cure: string;
}

/** Explains the system's error about a file; undefined for an error of another kind. */
export function diskFault(error: unknown, done: "read" | "written", path = pathOf(error)): DiskFault | undefined {
    const code = done === "written" ? codeOf(error, path) : (error as NodeJS.ErrnoException).code;
    if (code === undefined) return undefined;
    const look = path === undefined ? "ls -ld its folder" : `ls -ld '${dirname(path)}' '${path}'`;
    const place = path === undefined ? " (df -h shows where)" : ` (df -h '${nearest(path)}')`;
    const faults: Readonly<Record<string, DiskFault>> = {
        EACCES: {
            why: `this user may not ${done === "read" ? "read" : "write"} it, or may not in its folder`,
            cure: look,
        },
        EPERM: { why: "the system does not permit it", cure: look },
        EROFS: { why: "its file system is read-only", cure: "name another place, or make this one writable" },
        ENOSPC: { why: "the disk is full", cure: `make room${place}` },
        EDQUOT: { why: "the disk quota is used up", cure: `make room${place}` },
        EFBIG: {
            why: "the file is larger than the limit allows",
            cure: "raise the limit on the size of files (ulimit -f)",
        },
        ENOTDIR: { why: "a part of its path is a file", cure: "name another file" },
        ENOTFILE: { why: "it is no regular file, but a device, a pipe or a socket", cure: "name a file" },
        EISDIR: { why: "it is a folder", cure: "name a file" },
        ELOOP: { why: "its links lead in a circle", cure: "mend the links" },
    };
    return faults[code];
}

/** The cure for a program's output that reports a fault of the disk; undefined for other output. */
export function diskCure(words: string): string | undefined {
    if (/no space left on device|disk quota exceeded/iu.test(words))
        return "the disk is full: make room (df -h shows where), then run it again";
    if (/\bfile too large\b/iu.test(words))
        return "a file is larger than the limit allows: raise it (ulimit -f unlimited), then run it again";
    // How the engine reports every fault of its home folder, PULUMI_HOME.
    const [, home] = /failed to create '([^']+)': mkdir /u.exec(words) ?? [];
    if (home !== undefined)
        return `Pulumi's home ${home} cannot be made there: make its folder writable, or name another (export PULUMI_HOME=<folder>), then run it again`;
    if (
        /read-only file system|(?:mkdir|open|rename|create) [/\w][^\n:]*: (?:permission denied|operation not permitted|not a directory)/iu.test(
            words,
        )
    )
        return "that place cannot be written: make it writable, or name another (PULUMI_HOME, PULUMI_BACKEND_URL, TMPDIR), then run it again";
    return undefined;
}

/** The line of a program's output that reports a fault of the disk; the whole output where there is none. */
export function diskWords(words: string): string {
    const line = words.split("\n").find((each) => diskCure(each) !== undefined);
    return line === undefined ? words : line.replace(/^\s*(?:error: )?/u, "");
}

/**
 * The error's code. Node reports ENOENT where it cannot make a file's folder, so the reason is looked up at the nearest folder that exists.
 */
function codeOf(error: unknown, path: string | undefined): string | undefined {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" || path === undefined) return code;
    try {
        accessSync(nearest(path), constants.W_OK);
        return code;
    } catch (reason) {
        return (reason as NodeJS.ErrnoException).code;
    }
}

/** The nearest folder above the path that exists. */
function nearest(path: string): string {
    let folder = dirname(path);
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
    return folder;
}

function pathOf(error: unknown): string | undefined {
    const { path } = error as NodeJS.ErrnoException;
    return path;
}
