import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";

/** Not ours, or made by a run. */
const others = new Set(["node_modules", ".git", ".sandbox", "__pycache__"]);

/** All files of the project, as paths from its folder. Read from the disk: a copy of the project need not be a clone. */
export function ownFiles(folder = ""): readonly string[] {
    return fs.readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
        if (others.has(entry.name)) return [];
        const file = path.posix.join(folder, entry.name);
        if (entry.isDirectory()) return ownFiles(file);
        return entry.isFile() ? [file] : [];
    });
}
