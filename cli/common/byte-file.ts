import {
    accessSync,
    chmodSync,
    chownSync,
    closeSync,
    constants,
    existsSync,
    fchmodSync,
    fsyncSync,
    lstatSync,
    mkdirSync,
    openSync,
    readFileSync,
    readlinkSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { diskFault } from "./disk-faults";
import { besideName, dropLeftBeside } from "./leftovers";
import { CliError } from "./ui";

/** A file of the user's that is changed byte by byte: what this program does not change stays as it is. */
export interface ByteFile {
    /** The path as the caller gave it. */
    readonly path: string;
    /** The path behind all symbolic links. */
    readonly target: string;
    /** The content, one character a byte, so that text in any encoding survives; empty where there is no file. */
    readonly text: string;
    /** Permission bits; undefined where there is no file. */
    readonly mode: number | undefined;
}

/** Converts text to the form of `ByteFile.text`. */
export function bytesOf(text: string): string {
    return Buffer.from(text, "utf8").toString("latin1");
}

/** Converts `ByteFile.text` to ordinary text, read as UTF-8. */
export function textOf(bytes: string): string {
    return Buffer.from(bytes, "latin1").toString("utf8");
}

/**
 * Reads a file that may be missing.
 *
 * @throws CliError with the cure, where it is no regular file or cannot be read
 */
export function readByteFile(path: string): ByteFile {
    try {
        const target = endOfLinks(path);
        if (!existsSync(target)) return { path, target, text: "", mode: undefined };
        const stat = statSync(target);
        if (!stat.isFile())
            throw new CliError(`${path} is ${stat.isDirectory() ? "a folder" : "no regular file"}`, "name a file");
        return { path, target, text: readFileSync(target, "latin1"), mode: stat.mode & 0o7777 };
    } catch (error) {
        throw explained(error, path, "read");
    }
}

/**
 * Replaces the file's text in one step: a new file is written beside it and renamed, so that a full disk or a kill leaves the old one
 * whole. Symbolic links stay. Permissions stay unless `mode` gives others; a new file is readable by its owner alone.
 *
 * @throws CliError with the cure, also where another program changed the file since it was read
 */
export function writeByteFile(file: ByteFile, text: string, mode?: number): void {
    const { path, target } = file;
    const folder = dirname(target);
    const beside = besideName(target);
    try {
        mustBeWritable(file);
        dropLeftBeside(target);
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const handle = openSync(beside, "wx", 0o600);
        try {
            writeFileSync(handle, text, "latin1");
            fchmodSync(handle, mode ?? file.mode ?? 0o600);
            fsyncSync(handle);
        } finally {
            closeSync(handle);
        }
        keepOwner(file, beside);
        if (readByteFile(path).text !== file.text)
            throw new CliError(`${path} was changed by another program meanwhile`, "run it again");
        renameSync(beside, target);
    } catch (error) {
        rmSync(beside, { force: true });
        throw explained(error, path, "written");
    }
}

/** Makes a file that holds secrets readable and writable by its owner alone. */
export function narrow({ target }: ByteFile): void {
    chmodSync(target, 0o600);
}

function endOfLinks(path: string): string {
    let target = path;
    for (let links = 0; links < 40; links += 1) {
        if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
        target = resolve(dirname(target), readlinkSync(target));
    }
    throw new CliError(`${path} is a link that leads to itself`, "mend the link");
}

/** A rename would replace a read-only file too, which is not what its owner wants. */
function mustBeWritable({ path, target, mode }: ByteFile): void {
    if (mode === undefined) return;
    if ((mode & 0o222) === 0) throw new CliError(`${path} is read-only`, `chmod u+w ${target}, or name another file`);
    accessSync(target, constants.W_OK);
}

/** Keeps the owner when root replaces a user's file. */
function keepOwner({ target, mode }: ByteFile, beside: string): void {
    if (mode === undefined) return;
    const [old, now] = [statSync(target), statSync(beside)];
    if (old.uid !== now.uid || old.gid !== now.gid) chownSync(beside, old.uid, old.gid);
}

function explained(error: unknown, path: string, done: "read" | "written"): unknown {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof CliError || code === undefined) return error;
    const whole = done === "written" ? "; it is as it was" : "";
    const { why, cure } = diskFault(error, done, path) ?? { why: message, cure: "see the message" };
    return new CliError(`${path} cannot be ${done}: ${why}${whole}`, cure);
}

/**
 * Writes a file that may be public: a report, a schema. In one step, as `writeByteFile` does; what is not a regular file, such as
 * /dev/stdout, is written to directly.
 *
 * @throws CliError with the cure
 */
export function writeTextFile(path: string, text: string): void {
    if (isStream(path))
        try {
            writeFileSync(path, text);
            return;
        } catch (error) {
            throw explained(error, path, "written");
        }
    const file = readByteFile(path);
    writeByteFile(file, bytesOf(text), file.mode ?? 0o644);
}

/**
 * Checks before long work that its result can be written there. Nothing is made or changed.
 *
 * @throws CliError with the cure
 */
export function mustBeAbleToWrite(path: string): void {
    if (isStream(path)) return;
    const file = readByteFile(path);
    try {
        mustBeWritable(file);
        let folder = dirname(resolve(file.target));
        while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
        if (!statSync(folder).isDirectory())
            throw new CliError(`${path} cannot be written: ${folder} is no folder`, "name another file");
        accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
        throw explained(error, path, "written");
    }
}

function isStream(path: string): boolean {
    try {
        const stat = statSync(path);
        return !stat.isFile() && !stat.isDirectory();
    } catch {
        return false; // missing, or below a file: whoever reads it reports that
    }
}
