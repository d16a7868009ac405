"use strict";
// What this clone keeps of its own code: the bundles of ./org and of the program, and what Node (22.1 and later) compiled. It is loaded only from files that are the
// user's own.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");

/** Of this clone, in the folder where tools keep what they can make again: `npm ci` and whoever removes the clone remove it. */
exports.folder = path.join(__dirname, "..", "node_modules", ".cache", "aws-organization");

/**
 * Makes a folder of it, or finds it.
 *
 * @returns {string | undefined} undefined where code in it could be somebody else's: the folder and the one above it, which this program
 *     makes too, must be the user's own and writable by nobody else
 */
exports.ownFolder = function ownFolder(name) {
    const folder = path.join(exports.folder, name);
    try {
        fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
        return [folder, exports.folder].every(isOwn) ? folder : undefined;
    } catch {
        return undefined;
    }
};

/** Whether a file or folder is the user's own, and nobody else may write it. */
function isOwn(file) {
    const state = fs.lstatSync(file);
    if (state.isSymbolicLink()) return false;
    if (process.getuid === undefined) return true; // Windows, where the user's folders are the user's
    return state.uid === process.getuid() && (state.mode & 0o022) === 0;
}
exports.isOwn = isOwn;

exports.keepCompiled = function keepCompiled() {
    if (Module.enableCompileCache === undefined) return;
    const folder = exports.ownFolder("compiled");
    if (folder === undefined) return;
    // The SDK sets this flag half way, and V8 takes back only what was compiled under the same ones.
    v8.setFlagsFromString("--allow-natives-syntax");
    Module.enableCompileCache(folder);
};
