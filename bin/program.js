"use strict";
// The CLI as one file: its TypeScript, and the packages that most commands need, for to read 300 files takes as long as `org validate`
// may take. It is made at the first run, and again when one of its files has changed.
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { isOwn, keepCompiled, ownFolder } = require("./own-files");

const root = path.join(__dirname, "..");
const cache = ownFolder("org");
const inputsFile = path.join(cache ?? "", "inputs.json");

/** Packages that are slow to load and that few commands need: they come from node_modules when they are asked for. */
const loadedLater = ["@inquirer/*", "@pulumi/*", "esbuild", "listr2"];

/**
 * Loads cli/main.ts.
 *
 * @param {readonly string[]} args the command line
 * @returns {Promise<typeof import("../cli/main")>}
 */
exports.load = async function load(args) {
    // Node maps the lines of a stack trace only in what it compiles after this.
    if (args.includes("--debug")) process.setSourceMapsEnabled(true);
    keepCompiled();
    const file = kept();
    if (file !== undefined) return require(file);
    const { name, code } = await bundled();
    if (fs.existsSync(name)) return require(name);
    // There is nowhere to keep it.
    const module = new Module(name);
    module.filename = name;
    module.paths = Module._nodeModulePaths(root);
    module._compile(code, name);
    return module.exports;
};

/** The bundle, when nothing that it was made of has changed since. */
function kept() {
    try {
        if (cache === undefined || !isOwn(inputsFile)) return undefined;
        const file = bundleOf(JSON.parse(fs.readFileSync(inputsFile, "utf8")));
        return isOwn(file) ? file : undefined;
    } catch {
        return undefined;
    }
}

async function bundled() {
    const { metafile, outputFiles } = await require("esbuild").build({
        absWorkingDir: root,
        entryPoints: ["cli/main.ts"],
        outfile: path.join(cache ?? root, "org.js"),
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
    const inputs = [
        ...own,
        "bin/program.js",
        "bin/own-files.js",
        "package-lock.json",
        "node_modules/.package-lock.json",
    ];
    const name = bundleOf(inputs);
    const [map, { text }] = outputFiles;
    const code = text.replace(/(?<=^\/\/# sourceMappingURL=).*$/m, `${path.basename(name)}.map`);
    if (cache !== undefined) keepAll({ [`${name}.map`]: map.text, [name]: code, [inputsFile]: JSON.stringify(inputs) });
    return { name, code };
}

/** Writes the files, each at once and whole, so that two runs side by side cannot read half of one, and removes those before them. */
function keepAll(files) {
    try {
        for (const [file, content] of Object.entries(files)) {
            fs.writeFileSync(`${file}.${process.pid}`, content, { mode: 0o600 });
            fs.renameSync(`${file}.${process.pid}`, file);
        }
        for (const old of fs.readdirSync(cache))
            if (!(path.join(cache, old) in files)) fs.rmSync(path.join(cache, old), { recursive: true, force: true });
    } catch {
        // It costs the time of making it again, and nothing else.
    }
}

/** Where the bundle of these files is kept, as they are now. */
function bundleOf(inputs) {
    const states = inputs.map((file) => {
        const state = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
        return `${file}\0${state?.size}\0${state?.mtimeMs}`;
    });
    return path.join(cache ?? root, `org-${hash(root, process.version, ...states)}.js`);
}

/** esbuild: a bundled file still knows its own folder. */
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
