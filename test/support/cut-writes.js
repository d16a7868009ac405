"use strict";
// Loaded before a command: makes it send itself a signal before the n-th change of a file in a folder, and prints that. If the command
// catches the signal, it continues as it likes.
const fs = require("node:fs");
const path = require("node:path");

const { CUT_FOLDER: folder, CUT_AT: at, CUT_SIGNAL: signal } = process.env;
const { writeSync } = fs;
const opened = new Set();
let changes = 0;

if (folder !== undefined && /[\\/]org\.js$/u.test(process.argv[1] ?? "")) {
    for (const name of ["openSync", "writeFileSync", "writeSync", "fchmodSync", "fsyncSync"]) cut(name, 0);
    for (const name of ["linkSync", "renameSync", "rmSync"]) cut(name, 0, 1);
    const { closeSync } = fs;
    // The next file may get the same descriptor.
    fs.closeSync = (descriptor) => {
        opened.delete(descriptor);
        closeSync(descriptor);
    };
}

function cut(name, ...places) {
    const original = fs[name];
    fs[name] = (...args) => {
        const isChange =
            places.some((place) => isOurs(args[place])) && !(name === "openSync" && /^r$/u.test(args[1] ?? "r"));
        if (isChange && ++changes === Number(at)) {
            writeSync(2, `cut before ${name}\n`);
            process.kill(process.pid, signal);
        }
        const answer = original(...args);
        if (name === "openSync" && isChange) opened.add(answer);
        return answer;
    };
}

function isOurs(target) {
    return typeof target === "number"
        ? opened.has(target)
        : typeof target === "string" && path.dirname(path.resolve(target)) === folder;
}
