#!/usr/bin/env node
"use strict";
// `org`, run from its TypeScript.
// A command computes for tenths of a second: what V8's optimizing compiler takes is a third of that, and it saves nothing (#4).
require("node:v8").setFlagsFromString("--no-opt");
const args = process.argv.slice(2);
require("./program")
    .load(args)
    .then(({ main }) => main(args))
    .then((code) => {
        process.exitCode = code;
    });
