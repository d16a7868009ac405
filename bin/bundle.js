"use strict";
// Bundles TypeScript of this repository into one file: finding and reading 300 files takes as long as the rest of a start. Made at the
// first run, and again when a source file changes.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");

const root = path.join(__dirname, "..");
/** In this clone, beside other tools' caches; `npm ci` removes it. Whoever can write it can write the program too. */
const cache = path.join(root, "node_modules", ".cache", "aws-organization");

/** Loaded from node_modules when needed: Pulumi's packages and gRPC, of which a process may have one copy, and what few runs need. */
const external = [
    ...["@aws-sdk/*", "@cloud-copilot/*", "@grpc/*", "@inquirer/*", "@pulumi/*", "@smithy/*", "esbuild", "listr2"],
    ...["mailchecker", "disposable-email-domains-js", "email-providers", "free-email-domains-typescript"],
];

/** Has Node.js (22.1 and later) cache compiled code. */
exports.keepCompiled = function keepCompiled() {
    // The SDK sets this flag later, and V8 only reuses code that was compiled with the same flags.
    if (Module.enableCompileCache) v8.setFlagsFromString("--allow-natives-syntax");
    Module.enableCompileCache?.(path.join(cache, "compiled"));
};

/**
 * @param {string} entry a TypeScript file
 * @returns {string | undefined} the file with its bundle; undefined if it is not in this clone, or no bundle can be made or kept
 */
exports.bundleOf = function bundleOf(entry) {
    const name = path.relative(root, entry).replace(/\.ts$/, "").replaceAll(path.sep, "-");
    if (name.startsWith("..")) return undefined;
    const file = path.join(cache, `${name}.js`);
    try {
        if (!isCurrent(file)) make(entry, file);
        return file;
    } catch {
        return undefined;
    }
};

/** Whether the bundle's source files, which its last line lists, are unchanged. */
function isCurrent(file) {
    try {
        const text = fs.readFileSync(file, "utf8");
        const inputs = JSON.parse(text.slice(text.lastIndexOf("\n//") + 3));
        return Object.entries(inputs).every(([name, state]) => stateOf(name) === state);
    } catch {
        return false;
    }
}

function make(entry, file) {
    // Renamed when complete: a run at the same time must not read half of it.
    const part = `${file}.${process.pid}`;
    const { metafile } = require("esbuild").buildSync({
        absWorkingDir: root,
        entryPoints: [entry],
        outfile: part,
        logLevel: "silent",
        metafile: true,
        bundle: true,
        platform: "node",
        target: "node20",
        minifyWhitespace: true,
        sourcemap: "external",
        sourcesContent: false,
        // `require` also loads packages that are ES modules, and keeps one copy of each.
        supported: { "dynamic-import": false },
        mainFields: ["module", "main"],
        external,
    });
    const read = Object.keys(metafile.inputs).filter((name) => !name.includes("node_modules"));
    const inputs = [...read, "bin/bundle.js", "tsconfig.json", "node_modules/.package-lock.json"];
    const states = Object.fromEntries(inputs.map((name) => [name, stateOf(name)]));
    fs.appendFileSync(part, `//# sourceMappingURL=${path.basename(file)}.map\n//${JSON.stringify(states)}`);
    fs.renameSync(`${part}.map`, `${file}.map`);
    fs.renameSync(part, file);
}

function stateOf(name) {
    const state = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
    return `${state?.size} ${state?.mtimeMs}`;
}
