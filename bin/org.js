#!/usr/bin/env node
"use strict";
// `org`, run from its TypeScript.
// Node's own cache of compiled code, from 22.1 on.
require("node:module").enableCompileCache?.();
require("./typescript").register(process.argv.includes("--debug"));
require("../cli/main")
    .main(process.argv.slice(2))
    .then((code) => {
        process.exitCode = code;
    });
