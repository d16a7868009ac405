#!/usr/bin/env node
"use strict";
// `org`, run from its TypeScript.
const args = process.argv.slice(2);
require("./program")
    .load(args)
    .then(({ main }) => main(args))
    .then((code) => {
        process.exitCode = code;
    });
