import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this clone: this file may run from a bundle, in another folder of it than its own. */
export const cloneFolder = folderWith(join("bin", "org.js"), __dirname);

function folderWith(file: string, folder: string): string {
    return existsSync(join(folder, file)) ? folder : folderWith(file, dirname(folder));
}
