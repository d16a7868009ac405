"use strict";
// TypeScript for a process that must start fast: each file is translated once and kept in the user's cache folder under
// the hash of its content.
const crypto = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const cache = path.join(cacheFolder(), "aws-organization", "typescript");

/**
 * Lets `require` read TypeScript, whoever did before.
 *
 * @param {boolean} sourceMaps whether stack traces show the lines of the TypeScript; maps are half of what Node would have to read
 */
exports.register = function register(sourceMaps) {
    if (sourceMaps) process.setSourceMapsEnabled(true);
    require.extensions[".ts"] = (module, file) => {
        module._compile(translated(file, sourceMaps), file);
    };
};

function translated(file, sourceMaps) {
    const source = fs.readFileSync(file, "utf8");
    const key = crypto.createHash("sha256").update(`${file}\0${sourceMaps}\0${source}`).digest("hex");
    const kept = path.join(cache, `${key}.js`);
    try {
        return fs.readFileSync(kept, "utf8");
    } catch {
        // Not translated yet.
    }
    const { transformSync } = require("esbuild");
    const { code } = transformSync(source, {
        loader: "ts",
        format: "cjs",
        target: "node20",
        // Node's own import() knows no TypeScript; require does, by the line above.
        supported: { "dynamic-import": false },
        sourcefile: file,
        sourcemap: sourceMaps ? "inline" : false,
    });
    keep(kept, code);
    return code;
}

/** A file that appears at once and whole, so that two runs side by side cannot read half of one. */
function keep(file, code) {
    try {
        fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        const part = `${file}.${process.pid}`;
        fs.writeFileSync(part, code, { mode: 0o600 });
        fs.renameSync(part, file);
    } catch {
        // A folder that cannot be written costs the time of translation, and nothing else.
    }
}

function cacheFolder() {
    if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
    if (process.platform === "win32") return process.env.LOCALAPPDATA ?? os.tmpdir();
    return path.join(os.homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
