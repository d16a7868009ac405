"use strict";
// TypeScript of ours as one file with what it imports, for to find and read 300 files takes as long as all else of a start. It is made
// at the first run, and again when one of its files has changed.
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { isOwn, ownFolder } = require("./own-files");

const root = path.join(__dirname, "..");

/** Packages that come from node_modules when they are asked for: Pulumi's and its gRPC, of which a process may have one copy, and what few runs need. */
const external = ["@aws-sdk/*", "@grpc/*", "@inquirer/*", "@pulumi/*", "@smithy/*", "esbuild", "listr2", "mailchecker"];
external.push("disposable-email-domains-js", "email-providers", "free-email-domains-typescript");

/** The text of bundles that are not kept, by the name of the file that they begin with: their maps are in them. */
exports.texts = new Map();

/**
 * Loads a file with all that it imports.
 *
 * @param {string} entry a TypeScript file. Only of a file in this clone the bundle is kept
 * @returns {unknown} what it exports
 */
exports.load = function load(entry) {
    const name = path.relative(root, entry);
    const kind = `${name.replace(/\.ts$/, "").replaceAll(path.sep, "-")}-node${process.versions.node.split(".")[0]}`;
    const folder = name.startsWith("..") ? undefined : ownFolder(kind);
    const file = folder && (kept(folder) ?? keep(folder, built(entry, folder)));
    // Another run may have put a newer one in its place just now.
    if (file !== undefined && fs.existsSync(file)) return require(file);
    // There is nowhere to keep it.
    const module = new Module(entry);
    module.filename = entry;
    module.paths = Module._nodeModulePaths(path.dirname(entry));
    const [{ text }] = built(entry).outputFiles;
    exports.texts.set(entry, text);
    module._compile(text, entry);
    return module.exports;
};

/** The bundle, when nothing that it was made of has changed since. */
function kept(folder) {
    try {
        const inputs = path.join(folder, "inputs.json");
        if (!isOwn(inputs)) return undefined;
        const file = bundleOf(folder, JSON.parse(fs.readFileSync(inputs, "utf8")));
        return isOwn(file) ? file : undefined;
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
            outdir: folder ?? path.dirname(entry),
            write: false,
            logLevel: "silent",
            metafile: true,
            bundle: true,
            platform: "node",
            target: "node20",
            mainFields: ["module", "main"],
            minifyWhitespace: true,
            sourcemap: folder === undefined ? "inline" : "linked",
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
 * and removes those before them. Undefined where it cannot write.
 */
function keep(folder, { metafile, outputFiles: [map, { text }] }) {
    const own = Object.keys(metafile.inputs).filter((file) => !/(^|\/)node_modules\/|^[\w-]+:/.test(file));
    const inputs = [
        ...own,
        "bin/bundle.js",
        "bin/own-files.js",
        "tsconfig.json",
        "package-lock.json",
        "node_modules/.package-lock.json",
    ];
    const name = bundleOf(folder, inputs);
    const code = text.replace(/(?<=^\/\/# sourceMappingURL=).*$/m, `${path.basename(name)}.map`);
    const files = {
        [`${name}.map`]: map.text,
        [name]: code,
        [path.join(folder, "inputs.json")]: JSON.stringify(inputs),
    };
    try {
        for (const [file, content] of Object.entries(files)) {
            fs.writeFileSync(`${file}.${process.pid}`, content, { mode: 0o600 });
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
function bundleOf(folder, inputs) {
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
