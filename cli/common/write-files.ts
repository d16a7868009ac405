import {
    closeSync,
    existsSync,
    fchmodSync,
    fsyncSync,
    linkSync,
    mkdirSync,
    openSync,
    readFileSync,
    realpathSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { dropLeftBeside } from "./leftovers";
import { CliError } from "./ui";

/** A file to write: what it held when it was read, and what it holds afterwards. */
export interface FileChange {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string;
}

/** A change whose new text lies beside the file already, whole. */
interface Staged {
    readonly target: string;
    readonly part: string;
    /** The old file under another name, until every new one is in place. */
    readonly kept?: string;
}

/**
 * Writes the files, all or none: each new text goes whole into a file beside the old one, then all are renamed; when a rename fails, the
 * old files come back. Modes are kept, and a link stays one: the file that it points to is replaced. They are renamed in the order in which
 * they are given: what others refer to comes first.
 *
 * @param command by which they are written, for the cure
 */
export function writeFiles(changes: readonly FileChange[], command = "init"): void {
    const staged: Staged[] = [];
    const renamed: Staged[] = [];
    try {
        for (const change of changes) staged.push(stage(change, command));
        for (const each of staged) {
            renameSync(each.part, each.target);
            renamed.push(each);
        }
    } catch (error) {
        for (const { target, kept } of renamed.reverse()) {
            if (kept === undefined) rmSync(target, { force: true });
            else renameSync(kept, target);
        }
        throw error instanceof CliError ? error : explained(error as NodeJS.ErrnoException, command);
    } finally {
        for (const { part, kept } of staged) {
            rmSync(part, { force: true });
            if (kept !== undefined) rmSync(kept, { force: true });
        }
    }
}

function stage({ path, before, after }: FileChange, command: string): Staged {
    mkdirSync(dirname(path), { recursive: true });
    const exists = existsSync(path);
    const target = exists ? realpathSync(path) : path;
    if ((exists ? readFileSync(target, "utf8") : undefined) !== before)
        throw new CliError(
            `${basename(path)} was changed while org ${command} was at work`,
            `run ./org ${command} again; nothing was written`,
        );
    dropLeftBeside(target);
    const beside = join(dirname(target), `.${basename(target)}.${process.pid}`);
    const part = `${beside}.new`;
    try {
        writeWhole(part, after, exists ? statSync(target).mode & 0o7777 : undefined);
        if (!exists) return { target, part };
        const kept = `${beside}.old`;
        rmSync(kept, { force: true });
        linkSync(target, kept);
        return { target, part, kept };
    } catch (error) {
        rmSync(part, { force: true });
        throw error;
    }
}

function writeWhole(path: string, text: string, mode: number | undefined): void {
    const file = openSync(path, "w");
    try {
        writeFileSync(file, text);
        if (mode !== undefined) fchmodSync(file, mode);
        // A rename that outlives a crash must not lead to an empty file.
        fsyncSync(file);
    } finally {
        closeSync(file);
    }
}

function explained(error: NodeJS.ErrnoException, command: string): Error {
    const cures: Readonly<Record<string, string>> = {
        EACCES: "make the folder one that you may write in",
        EPERM: "make the folder one that you may write in",
        EROFS: "make the folder one that you may write in",
        ENOSPC: "make room on the disk",
        EDQUOT: "make room on the disk",
        EFBIG: "raise the limit on the size of files (ulimit -f)",
    };
    const cure = error.code === undefined ? undefined : cures[error.code];
    if (cure === undefined) return error;
    return new CliError(
        `the stack files cannot be written: ${error.message}`,
        `${cure}, and run ./org ${command} again; nothing was written`,
    );
}
