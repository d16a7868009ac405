"use strict";
// TypeScript of ours as one file with what it imports, for to find and read 300 files takes as long as all else of a start. It is made
// at the first run, and again when one of its files has changed.
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");

const root = path.join(__dirname, "..");
/** Of this clone, where tools keep what they can make again: `npm ci` and whoever removes the clone remove it. Who can write it can write the program too. */
const cache = path.join(root, "node_modules", ".cache", "aws-organization");

/** Packages that come from node_modules when they are asked for: Pulumi's and its gRPC, of which a process may have one copy, and what few runs need. */
const external = [
    "@aws-sdk/*",
    "@cloud-copilot/*",
    "@grpc/*",
    "@inquirer/*",
    "@pulumi/*",
    "@smithy/*",
    "esbuild",
    "listr2",
    "mailchecker",
];
external.push("disposable-email-domains-js", "email-providers", "free-email-domains-typescript");

/** Has Node (22.1 and later) keep what it compiles. */
exports.keepCompiled = function keepCompiled() {
    // The SDK sets this flag half way, and V8 takes back only what was compiled under the same ones.
    if (Module.enableCompileCache) v8.setFlagsFromString("--allow-natives-syntax");
    Module.enableCompileCache?.(path.join(cache, "compiled"));
};

/**
 * @param {string} entry a TypeScript file
 * @returns {string | undefined} the file that has it with all that it imports; undefined where none can be kept, or it is not of this clone
 */
exports.bundleOf = function bundleOf(entry) {
    const name = path.relative(root, entry).replace(/\.ts$/, "").replaceAll(path.sep, "-");
    if (name.startsWith("..")) return undefined;
    const folder = path.join(cache, `${name}-node${process.versions.node.split(".")[0]}`);
    return kept(folder) ?? keep(folder, built(entry, folder));
};

/** The bundle, when nothing that it was made of has changed since. */
function kept(folder) {
    try {
        const file = fileOf(folder, JSON.parse(fs.readFileSync(path.join(folder, "inputs.json"), "utf8")));
        return fs.existsSync(file) ? file : undefined;
    } catch {
        return undefined;
    }
}

function built(entry, folder) {
    // Its worker takes longer to start than it saves.
    process.env.ESBUILD_WORKER_THREADS = "0";
    try {
        return require("esbuild").buildSync({
            absWorkingDir: root,
            entryPoints: [entry],
            outdir: folder,
            write: false,
            logLevel: "silent",
            metafile: true,
            bundle: true,
            platform: "node",
            target: "node20",
            mainFields: ["module", "main"],
            minifyWhitespace: true,
            sourcemap: "linked",
            sourcesContent: false,
            // `require` reads the packages that are left out, the modules among them too.
            supported: { "dynamic-import": false },
            external,
        });
    } finally {
        delete process.env.ESBUILD_WORKER_THREADS;
    }
}

/**
 * Writes the bundle, its map and the list of its files, each at once and whole, so that two runs side by side cannot read half of one,
 * and removes those before them.
 */
function keep(folder, { metafile, outputFiles: [map, { text }] }) {
    const own = Object.keys(metafile.inputs).filter((file) => !/(^|\/)node_modules\/|^[\w-]+:/.test(file));
    const inputs = [...own, "bin/bundle.js", "tsconfig.json", "package-lock.json", "node_modules/.package-lock.json"];
    const name = fileOf(folder, inputs);
    const code = text.replace(/(?<=^\/\/# sourceMappingURL=).*$/m, `${path.basename(name)}.map`);
    const files = {
        [`${name}.map`]: map.text,
        [name]: code,
        [path.join(folder, "inputs.json")]: JSON.stringify(inputs),
    };
    try {
        fs.mkdirSync(folder, { recursive: true });
        for (const [file, content] of Object.entries(files)) {
            fs.writeFileSync(`${file}.${process.pid}`, content);
            fs.renameSync(`${file}.${process.pid}`, file);
        }
        for (const old of fs.readdirSync(folder))
            if (!(path.join(folder, old) in files)) fs.rmSync(path.join(folder, old), { recursive: true, force: true });
        return name;
    } catch {
        return undefined;
    }
}

/** Where the bundle of these files is kept, as they are now. */
function fileOf(folder, inputs) {
    const states = inputs.map((file) => {
        const state = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
        return `${file}\0${state?.size}\0${state?.mtimeMs}`;
    });
    const hash = crypto
        .createHash("sha256")
        .update([root, process.version, ...states].join("\0"))
        .digest("hex");
    return path.join(folder, `bundle-${hash.slice(0, 32)}.js`);
}
