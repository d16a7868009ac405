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

/** A file to write: its text when it was read (undefined: there was no file), and its new text. */
export interface FileChange {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string;
}

/** A change whose new text is complete in a temporary file beside the old file. */
interface Staged {
    readonly target: string;
    readonly part: string;
    /** A second name of the old file, until every new one is in place. */
    readonly kept?: string;
}

/**
 * Writes all files or none: each new text is written to a file beside the old one, then all are renamed; if a rename fails, the old files
 * are put back. Permissions stay, and a symbolic link stays: the file that it points to is replaced. The files are renamed in the given
 * order, so a file that others refer to should come first.
 *
 * @param command subcommand that writes them, for the cure
 * @throws CliError where a file was changed meanwhile, or cannot be written
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
        // Without fsync, a crash could keep the rename and lose the text.
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
