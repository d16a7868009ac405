import * as os from "node:os";
import * as path from "node:path";

/** The project's root folder. */
export const projectRoot = path.resolve(__dirname, "..");

/** What is built or downloaded once for all clones, by version: `$XDG_CACHE_HOME` or `~/.cache`, then `aws-organization`. */
export const cacheRoot = path.join(
    process.env["XDG_CACHE_HOME"] ?? path.join(os.homedir(), ".cache"),
    "aws-organization",
);

/** What runs, of this clone: engine, plugins, state and emulator. Git ignores it, and `make sandbox-down` removes it. */
export const sandboxRoot = path.join(projectRoot, ".sandbox");
