import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folders below `.pulumi` that the engine reads. */
const read = ["stacks", "locks", "history"];

/** Milliseconds after which a temporary file counts as left behind. A running engine renames such a file at once. */
const moment = 1000;

/** The engine's message when it reads such a file. */
export const halfFileWords = /\bEOF\b|unexpected end of JSON input/u;

/**
 * Half-written files in the folder of a file backend, which keep the next engine from reading a state that itself is whole: empty `.attrs`
 * files, which a killed engine leaves (gocloud.dev's fileblob writes them in place, and works without them), and locks that were not yet
 * renamed: a full disk leaves one empty, and the engine treats it as a lock.
 *
 * @param root folder of the backend, which contains `.pulumi`
 */
export function halfFiles(root: string): readonly string[] {
    const folder = join(root, ".pulumi");
    const files = read.flatMap((name) => {
        const part = join(folder, name);
        if (!existsSync(part)) return [];
        return readdirSync(part, { recursive: true, encoding: "utf8" }).map((file) => join(part, file));
    });
    const locks = files.filter((file) => file.startsWith(join(folder, "locks")) && file.endsWith(".tmp"));
    return [
        ...[join(folder, "meta.yaml.attrs"), ...files].filter((file) => file.endsWith(".attrs") && isEmptyFile(file)),
        ...locks.filter((file) => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > moment),
    ];
}

/** Whether it is a file, and no folder or pipe, without content. */
function isEmptyFile(path: string): boolean {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true && found.size === 0;
}

/** Deletes half-written files, so that the engine can read the state again. */
export function dropHalfFiles(root: string): void {
    for (const file of halfFiles(root)) rmSync(file, { force: true });
}
