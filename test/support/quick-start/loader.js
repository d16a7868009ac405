"use strict";
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");
const { open, packed } = require("./store");

require("../../../bin/seldom-used");

// The SDK sets this flag half way, and V8 takes back only what was compiled under the same ones.
v8.setFlagsFromString("--allow-natives-syntax");

// What was found in one checkout says nothing of another, and a script's stack traces name the file that it was compiled from.
const packages = fs.realpathSync(path.resolve(__dirname, "../../../node_modules"));
const checkout = path.dirname(packages);
const cache = path.join(packages, ".cache", "aws-organization", "quick-start");
const program = path.basename(path.dirname(process.argv[1]));
// It holds as long as npm has installed nothing since.
const grounds = [path.join(packages, ".package-lock.json")];
const file = path.join(cache, `${program}-${hash([process.version, ...grounds.map(stateOf)].join(" ")).slice(0, 16)}`);
const kept = open(file);
/** What is not kept: where packages were found, and files as they were before they were read, with what was made of them. */
const missed = { found: new Map(), files: new Map() };

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, isMain, options) {
    const key = options === undefined && isOwn(parent?.filename) ? `${parent.path}\0${request}` : undefined;
    const before = kept.found.get(key);
    if (before !== undefined) return before;
    const name = resolve.call(this, request, parent, isMain, options);
    if (key !== undefined && name.startsWith(packages + path.sep)) missed.found.set(key, name);
    return name;
};

const read = Module.prototype.load;
Module.prototype.load = function (filename) {
    // The files of a project, or of a checkout, that borrows these packages are read again: it may be gone tomorrow.
    // Of TypeScript a bundle is compiled, and the state of the file that it begins with says nothing of the others.
    if (!isOwn(filename) || filename.endsWith(".ts")) return read.call(this, filename);
    const state = stateOf(filename);
    const before = kept.files.get(filename);
    if (before?.state !== state) {
        missed.files.set(filename, { state });
        return read.call(this, filename);
    }
    this.filename = filename;
    this.paths = Module._nodeModulePaths(path.dirname(filename));
    const { text, code } = kept.read(before);
    const script = compile(text, filename, code);
    if (script.cachedDataRejected) missed.files.set(filename, { state, text, script });
    run(this, script);
    this.loaded = true;
};

const compileAsNode = Module.prototype._compile;
Module.prototype._compile = function (source, filename, format) {
    // Modules of the language are Node's to load.
    if (format === "module" || isModule(source, filename)) return compileAsNode.call(this, source, filename, format);
    const text = source.startsWith("#!") ? `//${source}` : source;
    const script = compile(text, filename);
    const begun = missed.files.get(filename);
    if (begun !== undefined) Object.assign(begun, { text, script });
    return run(this, script);
};

function compile(text, filename, cachedData) {
    const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    // The columns of the first line are those of the text: a bundle has but one line, and its map says nothing of what wraps it.
    const columnOffset = -Module.wrapper[0].length;
    return new vm.Script(Module.wrap(text), { filename, cachedData, columnOffset, importModuleDynamically });
}

const nothing = () => Promise.resolve();
/** What the SDK does at each start or step and is for nobody here. */
const changes = [
    // Hears of each script that V8 reads, to serialize functions.
    ["/@pulumi/pulumi/runtime/closure/v8Hooks.js", { isInitializedAsync: nothing }],
    // Tells the engine of each step in a call of its own, and the engine drops what it was not asked for.
    ["/@pulumi/pulumi/log/index.js", process.env.QUICK_START_KEEPS_DEBUG ? {} : { debug: nothing }],
];

function run(module, script) {
    const { exports, filename } = module;
    const folder = path.dirname(filename);
    const result = script.runInThisContext().call(exports, exports, requireOf(module), module, filename, folder);
    const changed = changes.find(([end]) => filename.endsWith(end));
    if (changed !== undefined) Object.assign(module.exports, changed[1]);
    return result;
}

/** Node finds it out by the syntax where neither the name nor package.json says it. */
function isModule(source, filename) {
    if (filename.endsWith(".mjs")) return true;
    if (!/^(?:import|export)\b/m.test(source)) return false;
    try {
        new vm.Script(Module.wrap(source), { filename });
        return false;
    } catch {
        return true;
    }
}

/** A module's own `require`, with what Node gives it. */
function requireOf(module) {
    const require = (id) => module.require(id);
    require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
    require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
    require.main = process.mainModule;
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    return require;
}

// The program does it too, but by then the SDK has kept stack traces, each mapped by reading the maps of all that it names.
require("../../../bin/stack-traces");

process.on("exit", () => {
    const made = [...missed.files].filter(([, { script }]) => script !== undefined);
    if (made.length === 0 && missed.found.size === 0) return;
    // What one layer's program does not load another's does.
    const files = new Map([...kept.files].map(([name, entry]) => [name, { state: entry.state, ...kept.read(entry) }]));
    for (const [name, { state, text, script }] of made)
        files.set(name, { state, text, code: script.createCachedData() });
    if (!keep(file, packed(new Map([...kept.found, ...missed.found]), files))) return;
    const isOld = (name) => name.startsWith(`${program}-`) && !name.startsWith(path.basename(file));
    for (const old of fs.readdirSync(cache).filter(isOld)) fs.rmSync(path.join(cache, old), { force: true });
});

function isOwn(name) {
    return name?.startsWith(checkout + path.sep) === true;
}

/** What changes with a file's content, whoever wrote it; undefined if there is none. */
function stateOf(name) {
    const state = fs.statSync(name, { throwIfNoEntry: false });
    return state && `${state.ino} ${state.size} ${state.ctimeMs}`;
}

function hash(text) {
    return crypto.hash("sha256", text);
}

/** Writes a file whole, so that two runs side by side cannot read half of one. */
function keep(name, content) {
    const part = `${name}.${process.pid}`;
    try {
        fs.mkdirSync(path.dirname(name), { recursive: true });
        fs.writeFileSync(part, content);
        fs.renameSync(part, name);
        return true;
    } catch {
        fs.rmSync(part, { force: true });
        return false;
    }
}
