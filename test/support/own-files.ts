import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";

/** Git's own folder, and what .gitignore names: packages, and files left by runs and tools. Its patterns are names, some from the root. */
const ignored = [".git", ...fs.readFileSync(path.join(projectRoot, ".gitignore"), "utf8").split("\n")]
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
        const name = line.replace(/^\/|\/$/gu, "").replace(/[.+?^${}()|[\]\\]/gu, "\\$&");
        return new RegExp(`${line.startsWith("/") ? "^" : "(?:^|/)"}${name.replaceAll("*", "[^/]*")}$`, "u");
    });

export const isIgnored = (file: string): boolean => ignored.some((pattern) => pattern.test(file));

/** All files of the project, as paths from its folder. Read from the disk, because a copy of the project need not be a clone. */
export function ownFiles(folder = ""): readonly string[] {
    return fs.readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
        const file = path.posix.join(folder, entry.name);
        if (isIgnored(file)) return [];
        if (entry.isDirectory()) return ownFiles(file);
        return entry.isFile() ? [file] : [];
    });
}
