import * as os from "node:os";
import * as path from "node:path";

/** The project's root folder. */
export const projectRoot = path.resolve(__dirname, "..");

/**
 * What is built or downloaded once for all clones, by version: `$XDG_CACHE_HOME` or `~/.cache`, then `aws-organization`.
 * A value that is no absolute path does not count (XDG Base Directory Specification).
 */
export const cacheRoot = path.join(cacheHome(process.env["XDG_CACHE_HOME"]), "aws-organization");

/** What runs, of this clone: engine, plugins, state and emulator. Git ignores it, and `make sandbox-down` removes it. */
export const sandboxRoot = path.join(projectRoot, ".sandbox");

function cacheHome(configured: string | undefined): string {
    return configured !== undefined && path.isAbsolute(configured) ? configured : path.join(os.homedir(), ".cache");
}
