"use strict";
// Loaded first (Pulumi.yaml, `nodeargs`), it makes `require` read TypeScript, and stack traces name its lines. Files that programs start
// from are bundled (bundle.js).
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
    // Node's own import() cannot read TypeScript; require can, as set up below.
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

// The file on disk is the TypeScript itself, which has no source map.
require("./stack-traces");
require("source-map-support").install({
    environment: "node",
    handleUncaughtExceptions: false,
    retrieveFile: (file) => (file.endsWith(".ts") && fs.existsSync(file) ? translated(file) : null),
});

require.extensions[".ts"] = (module, file) => {
    // The file that a Pulumi program, pack or plugin starts from, or the fleet's worker.
    const begins = isPulumi && !module.parent?.filename.endsWith(".ts");
    const bundle = begins && bundleOf(file);
    if (bundle) module.exports = require(bundle);
    else module._compile(translated(file), file);
};
