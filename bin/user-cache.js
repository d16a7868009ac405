"use strict";
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** The folder of this program in the user's cache. */
exports.cacheFolder = path.join(userCache(), "aws-organization");

/**
 * Writes a file of the cache, at once and whole, so that two runs side by side cannot read half of one.
 *
 * @returns {boolean} false when it cannot be written, which costs the time of making it again, and nothing else
 */
exports.keep = function keep(file, content) {
    const part = `${file}.${process.pid}`;
    try {
        fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        fs.writeFileSync(part, content, { mode: 0o600 });
        fs.renameSync(part, file);
        return true;
    } catch {
        try {
            fs.rmSync(part, { force: true });
        } catch {
            // Not even begun.
        }
        return false;
    }
};

function userCache() {
    if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
    if (process.platform === "win32") return process.env.LOCALAPPDATA ?? os.tmpdir();
    return path.join(os.homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
