"use strict";
/*
 * Loaded before the Node programs that the sandbox's language host starts: keeps what V8 compiles of their thousand modules, as
 * Node's own cache does from 22.1 on, and leaves out what the SDK loads to serialize functions, of which no program here has any: npm's
 * installer, and TypeScript until it is used. A preview takes a quarter less time by it.
 */
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");
const { cacheFolder, keep } = require("../../bin/user-cache");

const load = Module._load;
Module._load = function (request, ...rest) {
    if (request === "@npmcli/arborist") return {};
    if (request !== "typescript") return load.call(this, request, ...rest);
    return new Proxy({}, { get: (_, name) => load.call(this, request, ...rest)[name] });
};

// The SDK sets this flag half way, and V8 takes back only what was compiled under the same ones.
v8.setFlagsFromString("--allow-natives-syntax");

const program = path.basename(path.dirname(process.argv[1]));
const file = path.join(cacheFolder, "compiled", `${program}-${process.version}`);
const kept = read();
/** Scripts of this run by the hash of their text: V8 itself compares no more than its length. */
const scripts = new Map();
let missed = 0;

Module.prototype._compile = function (text, filename) {
    const code = text.startsWith("#!") ? `//${text}` : text;
    const key = crypto.createHash("md5").update(code).digest("latin1");
    const cachedData = kept.get(key);
    const script = new vm.Script(Module.wrap(code), {
        filename,
        cachedData,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    if (cachedData === undefined || script.cachedDataRejected) missed++;
    scripts.set(key, script);
    return script
        .runInThisContext()
        .call(this.exports, this.exports, requireOf(this), this, filename, path.dirname(filename));
};

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

process.on("exit", () => {
    // A project's own files are compiled anew in each test's folder; all else should be there.
    if (missed < scripts.size / 5) return;
    keep(file, v8.serialize(new Map([...scripts].map(([key, each]) => [key, each.createCachedData()]))));
});

function read() {
    try {
        return v8.deserialize(fs.readFileSync(file));
    } catch {
        return new Map();
    }
}
