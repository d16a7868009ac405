"use strict";
// The CLI as one file: its TypeScript, and the packages that most commands need. It is made at the first run and kept in
// the user's cache folder beside what V8 compiled of it, because to read and compile 300 files takes as long as
// `org validate` may take (#5).
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");
const { cacheFolder, keep } = require("./user-cache");

const root = path.join(__dirname, "..");
const cache = path.join(cacheFolder, "org", hash(root, process.version));

/** Packages that are slow to load and that few commands need: they come from node_modules when they are asked for. */
const loadedLater = ["@inquirer/*", "@pulumi/*", "esbuild", "listr2"];

/**
 * Loads cli/main.ts.
 *
 * @param {readonly string[]} args the command line, which says what is worth keeping compiled
 * @returns {Promise<typeof import("../cli/main")>}
 */
exports.load = async function load(args) {
    const { file, code } = kept() ?? (await bundled());
    const module = new Module(file);
    module.filename = file;
    module.paths = Module._nodeModulePaths(root);
    if (args.includes("--debug")) {
        // Node maps the lines of a stack trace only in what it compiles itself.
        process.setSourceMapsEnabled(true);
        module._compile(code, file);
    } else {
        const word = args.find((arg) => /^[a-z][a-z-]*$/.test(arg)) ?? "org";
        compiled(code, file, path.join(path.dirname(file), `${word}.v8`)).call(
            module.exports,
            module.exports,
            (id) => module.require(id),
            module,
            file,
            path.dirname(file),
        );
    }
    return module.exports;
};

/** The bundle, when nothing that it was made of has changed since. */
function kept() {
    try {
        const file = bundleOf(JSON.parse(fs.readFileSync(path.join(cache, "inputs.json"), "utf8")));
        // esbuild writes ASCII.
        return { file, code: fs.readFileSync(file, "latin1") };
    } catch {
        return undefined;
    }
}

async function bundled() {
    const { metafile, outputFiles } = await require("esbuild").build({
        absWorkingDir: root,
        entryPoints: ["cli/main.ts"],
        outfile: path.join(cache, "org.js"),
        write: false,
        logLevel: "silent",
        metafile: true,
        bundle: true,
        platform: "node",
        target: "node20",
        mainFields: ["module", "main"],
        minifyWhitespace: true,
        sourcemap: "linked",
        // `require` reads the packages that are left out, the modules among them too.
        supported: { "dynamic-import": false },
        external: loadedLater,
        plugins: [ownFolders, oneLanguage, wrapped],
    });
    const own = Object.keys(metafile.inputs).filter((file) => !/^node_modules\/|^[\w-]+:/.test(file));
    const inputs = [...own, "bin/program.js", "package-lock.json", "node_modules/.package-lock.json"];
    const file = bundleOf(inputs);
    const [map, { text: code }] = outputFiles;
    if (
        keep(file, code) &&
        keep(`${file}.map`, map.text) &&
        keep(path.join(cache, "inputs.json"), JSON.stringify(inputs))
    )
        for (const old of fs.readdirSync(cache))
            if (old !== "inputs.json" && old !== path.basename(path.dirname(file)))
                fs.rmSync(path.join(cache, old), { recursive: true, force: true });
    return { file, code };
}

/** Where the bundle of these files is kept, as they are now. */
function bundleOf(inputs) {
    const states = inputs.map((file) => {
        const state = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
        return `${file}\0${state?.size}\0${state?.mtimeMs}`;
    });
    return path.join(cache, hash(...states), "org.js");
}

/**
 * A module's function, from what V8 compiled the last time; kept at the end, with the functions that the run has needed. A first
 * run may have ended at once, at a wrong option: if half as much again was compiled by now, that is kept instead.
 */
function compiled(code, file, keptAt) {
    let cachedData;
    try {
        cachedData = fs.readFileSync(keptAt);
    } catch {
        // Not run before.
    }
    const script = new vm.Script(Module.wrap(code), { filename: file, cachedData });
    const isNew = cachedData === undefined || script.cachedDataRejected;
    const bytecode = () => v8.getHeapCodeStatistics().bytecode_and_metadata_size;
    const before = bytecode();
    process.once("exit", () => {
        if (isNew || bytecode() > 1.5 * before) keep(keptAt, script.createCachedData());
    });
    return script.runInThisContext();
}

/** esbuild: a file of ours still knows the folder where it stands. */
const ownFolders = {
    name: "own-folders",
    setup({ onLoad }) {
        onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            if (file.includes("node_modules")) return undefined;
            const folder = JSON.stringify(path.dirname(file));
            // On the first line, so that every line keeps its number.
            return { contents: `const __dirname = ${folder};${fs.readFileSync(file, "utf8")}`, loader: "ts" };
        });
    },
};

/** esbuild: zod loads its messages in every language, which is felt at each start; English it loads by itself. */
const oneLanguage = {
    name: "one-language",
    setup({ onResolve, onLoad }) {
        onResolve({ filter: /\/locales\/index\.c?js$/ }, () => ({ path: "none", namespace: "languages" }));
        onLoad({ filter: /./, namespace: "languages" }, () => ({ contents: "export {}" }));
    },
};

/** esbuild: of AWS's packages it takes what `require` would, of which nothing is made before it is asked for. */
const wrapped = {
    name: "wrapped",
    setup({ onResolve }) {
        onResolve({ filter: /^@(aws-crypto|aws-sdk|smithy)\// }, ({ path: name, resolveDir }) => ({
            path: require.resolve(name, { paths: [resolveDir] }),
        }));
    },
};

function hash(...parts) {
    return crypto.createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);
}
