import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the engine reads of a backend's folder. */
const read = ["stacks", "locks", "history"];

/**
 * The `.attrs` files that a killed engine has begun in a backend's folder: the state beside each is whole, and yet the engine cannot read
 * it ("EOF"). gocloud.dev's fileblob writes them in place, and does well without.
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

/** Removes them, so that the engine reads the state again. */
export function dropHalfAttributes(root: string): void {
    for (const file of halfAttributes(root)) rmSync(file, { force: true });
}
