"use strict";
// TypeScript of ours as one file with all that it imports: to find and read 300 files takes as long as all else of a start. It is made at
// the first run, and again when one of its files has changed.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");

const root = path.join(__dirname, "..");
/** In this clone, where tools keep what they can make again: `npm ci` removes it. Who can write it can write the program too. */
const cache = path.join(root, "node_modules", ".cache", "aws-organization");

/** Packages that come from node_modules when they are asked for: Pulumi's and its gRPC, of which a process may have one copy, and what few runs need. */
const external = [
    ...["@aws-sdk/*", "@cloud-copilot/*", "@grpc/*", "@inquirer/*", "@pulumi/*", "@smithy/*", "esbuild", "listr2"],
    ...["mailchecker", "disposable-email-domains-js", "email-providers", "free-email-domains-typescript"],
];

/** Has Node (22.1 and later) keep what it compiles. */
exports.keepCompiled = function keepCompiled() {
    // The SDK sets this flag half way, and V8 takes back only what was compiled under the same ones.
    if (Module.enableCompileCache) v8.setFlagsFromString("--allow-natives-syntax");
    Module.enableCompileCache?.(path.join(cache, "compiled"));
};

/**
 * @param {string} entry a TypeScript file
 * @returns {string | undefined} the file that has it with all that it imports; undefined where none can be made or kept, or it is not of this clone
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

/** Whether all that it was made of, which its last line says, is as it was. */
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
    // Renamed when it is whole, so that two runs side by side cannot read half of one.
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
        // `require` reads packages that are modules of the language too, and has one copy of each.
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
