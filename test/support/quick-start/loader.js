"use strict";
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");
const { open, packed } = require("./store");

require("../../../bin/seldom-used");

// The SDK sets this flag later, and V8 only reuses code that was compiled with the same flags.
v8.setFlagsFromString("--allow-natives-syntax");

// Results of one checkout are invalid in another, and a script's stack traces name the file that it was compiled from.
const packages = fs.realpathSync(path.resolve(__dirname, "../../../node_modules"));
const checkout = path.dirname(packages);
const cache = path.join(packages, ".cache", "aws-organization", "quick-start");
const program = path.basename(path.dirname(process.argv[1]));
// Valid until npm installs something.
const grounds = [path.join(packages, ".package-lock.json")];
const file = path.join(cache, `${program}-${hash([process.version, ...grounds.map(stateOf)].join(" ")).slice(0, 16)}`);
const kept = open(file);
/** Not in the cache yet: where packages were found, and files as they were before they were read, with their compiled code. */
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
    // Files of a project, or of a checkout that borrows these packages, are read again, because it may be gone tomorrow. For TypeScript a
    // bundle is compiled, which also depends on other files.
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
    // ES modules are loaded by Node.js.
    if (format === "module" || isModule(source, filename)) return compileAsNode.call(this, source, filename, format);
    const text = source.startsWith("#!") ? `//${source}` : source;
    const script = compile(text, filename);
    const begun = missed.files.get(filename);
    if (begun !== undefined) Object.assign(begun, { text, script });
    return run(this, script);
};

function compile(text, filename, cachedData) {
    const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    // The columns of the first line are those of the original text: a bundle has only one line, and its source map does not know the
    // wrapper.
    const columnOffset = -Module.wrapper[0].length;
    return new vm.Script(Module.wrap(text), { filename, cachedData, columnOffset, importModuleDynamically });
}

const nothing = () => Promise.resolve();
/** What the SDK does at each start or step and the tests do not need. */
const changes = [
    // Listens to each script that V8 parses, to serialize functions.
    ["/@pulumi/pulumi/runtime/closure/v8Hooks.js", { isInitializedAsync: nothing }],
    // Sends each debug message in a separate call, and the engine drops them unless they were requested.
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

/** Node.js decides by the syntax if neither the name nor package.json says it. */
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

/** A module's own `require`, with the properties that Node.js gives it. */
function requireOf(module) {
    const require = (id) => module.require(id);
    require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
    require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
    require.main = process.mainModule;
    require.extensions = Module._extensions;
    require.cache = Module._cache;
    return require;
}

// The program does this too, but by then the SDK has kept stack traces, and mapping each reads the source maps of all files in it.
require("../../../bin/stack-traces");

process.on("exit", () => {
    const made = [...missed.files].filter(([, { script }]) => script !== undefined);
    if (made.length === 0 && missed.found.size === 0) return;
    // The programs of different layers load different files.
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

/** A text that changes with a file's content, whoever wrote it; undefined if there is no file. */
function stateOf(name) {
    const state = fs.statSync(name, { throwIfNoEntry: false });
    return state && `${state.ino} ${state.size} ${state.ctimeMs}`;
}

function hash(text) {
    return crypto.hash("sha256", text);
}

/** Writes a complete file, so that two runs at the same time cannot read half of one. */
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
