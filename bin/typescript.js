"use strict";
// Loaded first, it lets `require` read TypeScript, whoever did before, and stack traces name its lines. Pulumi.yaml has Node.js load it
// before the program. The CLI is bundled instead (program.js), and so is a published pack.
const fs = require("node:fs");
const path = require("node:path");

require("./own-files").keepCompiled();
require("./seldom-used");

const options = {
    format: "cjs",
    target: "node20",
    sourcesContent: false,
    // Node's own import() knows no TypeScript; require does, by what is registered below.
    supported: { "dynamic-import": false },
};

/** A program of Pulumi's, a pack or a plugin is translated whole: a file at a time takes three times as long. So is the fleet's worker. */
const isPulumi =
    /[\\/](@pulumi[\\/]pulumi[\\/]cmd[\\/]run(-[a-z-]+)?[\\/]index\.js|cli[\\/]fleet[\\/]worker\.ts)$/.test(
        process.argv[1] ?? "",
    );
const bundled = new Set();

/** esbuild's worker takes longer to start than it saves. */
function esbuild() {
    if (isPulumi) process.env.ESBUILD_WORKER_THREADS = "0";
    try {
        return require("esbuild");
    } finally {
        if (isPulumi) delete process.env.ESBUILD_WORKER_THREADS;
    }
}

function translated(file) {
    const source = fs.readFileSync(file, "utf8");
    const given = { ...options, loader: "ts", sourcemap: "inline", sourcefile: path.basename(file) };
    return esbuild().transformSync(source, given).code;
}

/** The file with all of ours that it imports; its map is made when a stack trace asks for it. */
function bundle(file, sourcemap) {
    const { outputFiles } = esbuild().buildSync({
        ...options,
        entryPoints: [file],
        outdir: path.dirname(file),
        absWorkingDir: path.dirname(file),
        bundle: true,
        packages: "external",
        platform: "node",
        write: false,
        logLevel: "silent",
        sourcemap,
    });
    return outputFiles[0].text;
}

// On the disk is the TypeScript, which has no map.
require("./stack-traces");
require("source-map-support").install({
    environment: "node",
    handleUncaughtExceptions: false,
    retrieveSourceMap: (file) => (bundled.has(file) ? { url: file, map: bundle(file, "external") } : null),
    retrieveFile: (file) => (file.endsWith(".ts") && fs.existsSync(file) ? translated(file) : null),
});

require.extensions[".ts"] = (module, file) => {
    if (!isPulumi || module.parent?.filename.endsWith(".ts")) return module._compile(translated(file), file);
    bundled.add(file);
    return module._compile(bundle(file, false), file);
};
