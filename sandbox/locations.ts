import * as os from "node:os";
import * as path from "node:path";

/** The project's root folder. */
export const projectRoot = path.resolve(__dirname, "..");

/**
 * Cache of what is built or downloaded once for all clones, by version: `aws-organization` in `$XDG_CACHE_HOME` or
 * `~/.cache`. A value that is not an absolute path is ignored (XDG Base Directory Specification).
 */
export const cacheRoot = path.join(cacheHome(process.env["XDG_CACHE_HOME"]), "aws-organization");

/**
 * Files of this clone's sandbox: engine, plugins, state and emulator. Git ignores them, and `make sandbox-down` removes
 * them.
 */
export const sandboxRoot = path.join(projectRoot, ".sandbox");

function cacheHome(configured: string | undefined): string {
    return configured !== undefined && path.isAbsolute(configured) ? configured : path.join(os.homedir(), ".cache");
}
