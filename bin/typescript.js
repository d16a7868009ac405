"use strict";
// Loaded first, it lets `require` read TypeScript, whoever did before, and stack traces name its lines. The program and the
// policy pack must start fast: each file is translated once and kept in the user's cache under the hash of its content. The
// CLI is bundled instead (program.js), and so is a published pack.
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { cacheFolder, keep } = require("./user-cache");

const cache = path.join(cacheFolder, "typescript");

const options = {
    loader: "ts",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    sourcesContent: false,
    // Node's own import() knows no TypeScript; require does, by what is registered below.
    supported: { "dynamic-import": false },
};

function translated(file) {
    const source = fs.readFileSync(file, "utf8");
    // By its last name alone, from which its map leads to it, so that two checkouts share what is kept.
    const given = { ...options, sourcefile: path.basename(file) };
    const key = crypto
        .createHash("sha256")
        .update(`${JSON.stringify(given)}\0${source}`)
        .digest("hex");
    const kept = path.join(cache, `${key}.js`);
    try {
        return fs.readFileSync(kept, "utf8");
    } catch {
        // Not translated yet.
    }
    const { code } = require("esbuild").transformSync(source, given);
    keep(kept, code);
    return code;
}

// On the disk is the TypeScript, which has no map.
require("./stack-traces");
require("source-map-support").install({
    environment: "node",
    handleUncaughtExceptions: false,
    retrieveFile: (file) => (file.endsWith(".ts") && fs.existsSync(file) ? translated(file) : null),
});

require.extensions[".ts"] = (module, file) => {
    module._compile(translated(file), file);
};
