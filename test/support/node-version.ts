import { execa } from "execa";
import * as path from "node:path";
import { cached } from "../../sandbox/cache";

/** The executable of a Node.js version, from npm's package for this platform, kept in the user's cache. */
export async function nodeOf(version: string): Promise<string> {
    const name = `node-${process.platform}-${process.arch}`;
    const folder = await cached(name, version, async (to) => {
        const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel", "error"];
        await execa("npm", ["install", ...quiet, "--prefix", to, `${name}@${version}`], { cwd: to });
    });
    return path.join(folder, "node_modules", name, "bin", "node");
}
