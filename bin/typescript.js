"use strict";
// Loaded first, it lets `require` read TypeScript, whoever did before, and stack traces name its lines. Pulumi.yaml has Node.js load it
// before the program. What starts often is one file (bundle.js).
const fs = require("node:fs");
const path = require("node:path");
const { bundleOf, keepCompiled } = require("./bundle");

keepCompiled();
require("./seldom-used");

const options = {
    loader: "ts",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    sourcesContent: false,
    // Node's own import() knows no TypeScript; require does, by what is registered below.
    supported: { "dynamic-import": false },
};

const isPulumi =
    /[\\/](@pulumi[\\/]pulumi[\\/]cmd[\\/]run(-[a-z-]+)?[\\/]index\.js|cli[\\/]fleet[\\/]worker\.ts)$/.test(
        process.argv[1] ?? "",
    );

function translated(file) {
    const given = { ...options, sourcefile: path.basename(file) };
    return require("esbuild").transformSync(fs.readFileSync(file, "utf8"), given).code;
}

// On the disk is the TypeScript, which has no map.
require("./stack-traces");
require("source-map-support").install({
    environment: "node",
    handleUncaughtExceptions: false,
    retrieveFile: (file) => (file.endsWith(".ts") && fs.existsSync(file) ? translated(file) : null),
});

require.extensions[".ts"] = (module, file) => {
    // A program of Pulumi's, a pack or a plugin begins with one file, and so does the fleet's worker.
    const begins = isPulumi && !module.parent?.filename.endsWith(".ts");
    const bundle = begins && bundleOf(file);
    if (bundle) module.exports = require(bundle);
    else module._compile(translated(file), file);
};
