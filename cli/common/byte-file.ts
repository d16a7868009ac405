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

/** A file of the user's, of which every byte counts. */
export interface ByteFile {
    /** As it was named. */
    readonly path: string;
    /** Where it really is: the end of the links that lead there. */
    readonly target: string;
    /** One character a byte, so that text of any encoding comes through whole; empty where there is no file. */
    readonly text: string;
    /** Permissions; undefined where there is no file. */
    readonly mode: number | undefined;
}

/** Text as it is in a ByteFile. */
export function bytesOf(text: string): string {
    return Buffer.from(text, "utf8").toString("latin1");
}

/** Text of a ByteFile as it was meant. */
export function textOf(bytes: string): string {
    return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Reads a file that may be missing. */
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
 * Puts another text in the file's place, all at once: a new file beside it takes its name, so that a full disk or a kill leaves the
 * old one whole. Links stay, and lead to the new text; permissions stay unless `mode` says otherwise; what is new is the user's alone.
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

/** Narrows the permissions of a file that holds secrets, whatever its text. */
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

/** A name can be taken over even from a file that may not be written; whoever made it read-only did not mean that. */
function mustBeWritable({ path, target, mode }: ByteFile): void {
    if (mode === undefined) return;
    if ((mode & 0o222) === 0) throw new CliError(`${path} is read-only`, `chmod u+w ${target}, or name another file`);
    accessSync(target, constants.W_OK);
}

/** As root, the user's file stays the user's. */
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
 * Writes a file that others read: a report, a schema. All at once, as above; what is no file, as /dev/stdout, takes the text as it comes.
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
 * Whether a text can be written there, before the work of which it tells: nothing is made or changed.
 *
 * @throws CliError with the cure
 */
export function mustTakeText(path: string): void {
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
        return false; // not there, or below a file: whoever reads it says so
    }
}
