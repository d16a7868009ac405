import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The root folder of this clone, absolute. It is searched for, since this code may run from a bundle in another folder of the clone. */
export const cloneFolder = folderWith(join("bin", "org.js"), __dirname);

function folderWith(file: string, folder: string): string {
    return existsSync(join(folder, file)) ? folder : folderWith(file, dirname(folder));
}
