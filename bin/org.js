#!/usr/bin/env node
"use strict";
// Starts `org` from TypeScript. A command computes for tenths of a second: V8's optimizing compiler would take a third of that, and save
// nothing.
require("node:v8").setFlagsFromString("--no-opt");
const args = process.argv.slice(2);
// Until the command listens to SIGINT: it has done nothing yet.
const early = () => {
    process.stderr.write("error: interrupted before it began\n    → run it again\n");
    process.exit(130);
};
process.once("SIGINT", early);
// Node.js maps stack traces only of code that it compiles after this.
if (args.includes("--debug")) process.setSourceMapsEnabled(true);
const program = () => {
    const { bundleOf, keepCompiled } = require("./bundle");
    keepCompiled();
    const main = require("node:path").join(__dirname, "../cli/main.ts");
    const bundle = bundleOf(main);
    // File by file, it takes seconds.
    if (bundle === undefined) require("./typescript");
    return require(bundle ?? main);
};
Promise.resolve()
    .then(program)
    .then(({ main }) => {
        process.off("SIGINT", early);
        return main(args);
    })
    .then((code) => {
        process.exitCode = code;
    })
    .catch((error) => {
        // No part of the program is loaded yet that could report it better.
        const { code, message } = error;
        const isAbsent = /^(?:ERR_)?MODULE_NOT_FOUND$/.test(code);
        if (args.includes("--debug") && !isAbsent) throw error;
        const [what, cure] = isAbsent
            ? [
                  "the packages of this program are not installed",
                  `run npm ci in ${require("node:path").join(__dirname, "..")}`,
              ]
            : [`the program cannot be loaded: ${String(message).split("\n")[0]}`, "run npm ci, then run it again"];
        process.stderr.write(`error: ${what}\n    → ${cure}\n`);
        process.exitCode = 1;
    });
