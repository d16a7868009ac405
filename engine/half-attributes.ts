import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folders below `.pulumi` that the engine reads. */
const read = ["stacks", "locks", "history"];

/**
 * Empty `.attrs` files, which an engine that was killed leaves in the folder of a file backend: the state beside each
 * is whole, but the engine cannot read it ("EOF"). gocloud.dev's fileblob writes these files in place, and works
 * without them.
 *
 * @param root folder of the backend, which contains `.pulumi`
 */
export function halfAttributes(root: string): readonly string[] {
    const folder = join(root, ".pulumi");
    const files = read.flatMap((name) => {
        const part = join(folder, name);
        if (!existsSync(part)) return [];
        return readdirSync(part, { recursive: true, encoding: "utf8" }).map((file) => join(part, file));
    });
    return [join(folder, "meta.yaml.attrs"), ...files].filter(
        (file) => file.endsWith(".attrs") && statSync(file, { throwIfNoEntry: false })?.size === 0,
    );
}

/** Deletes them, so that the engine can read the state again. */
export function dropHalfAttributes(root: string): void {
    for (const file of halfAttributes(root)) rmSync(file, { force: true });
}
