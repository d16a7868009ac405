"use strict";
// TypeScript for the policy pack, which must start fast: each file is translated once and kept in the user's cache under
// the hash of its content. The CLI is bundled instead (program.js), and so is a published pack.
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { cacheFolder, keep } = require("./user-cache");

const cache = path.join(cacheFolder, "typescript");

/** Lets `require` read TypeScript, whoever did before. */
exports.register = function register() {
    require.extensions[".ts"] = (module, file) => {
        module._compile(translated(file), file);
    };
};

function translated(file) {
    const source = fs.readFileSync(file, "utf8");
    const key = crypto.createHash("sha256").update(`${file}\0${source}`).digest("hex");
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
    });
    keep(kept, code);
    return code;
}
