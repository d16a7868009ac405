"use strict";
/*
 * Loaded before the Node programs that the sandbox's language host starts, of which most of the time is their start: keeps what V8
 * compiles of their thousand modules, as Node's own cache does from 22.1 on, and where they were found; and loads what the SDK needs
 * for tracing, for the Automation API and of TypeScript when it is used, and what it needs to serialize functions never, for no program
 * here has any.
 */
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");
const { cacheFolder, keep } = require("../../bin/user-cache");

const load = Module._load;
Module._load = function (request, parent, ...rest) {
    if (request === "@npmcli/arborist" || request === "normalize-package-data") return {};
    if (!isSeldomUsed(request, parent?.filename ?? "")) return load.call(this, request, parent, ...rest);
    const loaded = () => load.call(this, request, parent, ...rest);
    // Asked by compiled imports, and not worth a load.
    const isModule = request !== "typescript";
    return new Proxy({}, { get: (_, name) => (name === "__esModule" && isModule ? true : loaded()[name]) });
};

function isSeldomUsed(request, parent) {
    if (request.startsWith("@opentelemetry/"))
        return parent.endsWith("/cmd/run/tracing.js") && request !== "@opentelemetry/api";
    return request === "typescript" || (request === "./automation" && parent.endsWith("/@pulumi/pulumi/index.js"));
}

// The SDK sets this flag half way, and V8 takes back only what was compiled under the same ones.
v8.setFlagsFromString("--allow-natives-syntax");

// What Node found in one checkout says nothing of another, and a script's stack traces name the file that it was compiled from.
const packages = fs.realpathSync(path.resolve(__dirname, "../../node_modules"));
const checkout = path.dirname(packages);
const cache = path.join(cacheFolder, "compiled", hash(packages));
const compiled = path.join(cache, `${path.basename(path.dirname(process.argv[1]))}-${process.version}`);
const kept = read(compiled);
const tooMany = 2_000;
/** What was not kept of this run, by the hash of its file and text: V8 itself compares no more than the text's length. */
const missed = new Map();

Module.prototype._compile = function (text, filename) {
    const code = text.startsWith("#!") ? `//${text}` : text;
    const key = hash(`${filename}\0${code}`);
    const cachedData = kept.get(key);
    const script = new vm.Script(Module.wrap(code), {
        filename,
        cachedData,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    // The files of a project, or of a checkout, that borrows these packages are compiled anew: it may be gone tomorrow.
    if ((cachedData === undefined || script.cachedDataRejected) && isOwn(filename)) missed.set(key, script);
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

// The program does it too, but by then the SDK has kept stack traces, each mapped by reading the maps of all that it names (#4).
require("../../bin/stack-traces");

// Where Node found packages, as long as npm has installed none since.
const found = path.join(cache, `found-${installed()}`);
const before = read(found);
for (const [key, name] of before) Module._pathCache[key] = name;

process.on("exit", () => {
    // By the key of a request and the folders where it is looked for.
    const isPackage = ([key, name]) => isOwn(key.split("\0")[1]) && name.startsWith(packages + path.sep);
    const now = Object.entries(Module._pathCache).filter(isPackage);
    if (now.some(([key]) => !before.has(key))) keep(found, v8.serialize(new Map([...before, ...now])));
    if (missed.size === 0) return;
    // What one layer's program does not load another's does; but what has changed is not kept for ever.
    const stays = kept.size < tooMany ? [...kept] : [];
    keep(
        compiled,
        v8.serialize(new Map([...stays, ...[...missed].map(([key, script]) => [key, script.createCachedData()])])),
    );
});

function isOwn(name) {
    return name.startsWith(checkout + path.sep);
}

function read(name) {
    try {
        return v8.deserialize(fs.readFileSync(name));
    } catch {
        return new Map();
    }
}

/** When npm wrote down last what it installed. */
function installed() {
    try {
        return fs.statSync(path.join(packages, ".package-lock.json")).mtimeMs;
    } catch {
        return 0;
    }
}

function hash(text) {
    return crypto.hash("sha256", text);
}
