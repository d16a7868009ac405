#!/usr/bin/env node
"use strict";
// `org`, run from its TypeScript.
// Node's own cache of compiled code, from 22.1 on.
require("node:module").enableCompileCache?.();
// zod loads its messages in every language, which is felt at each start; English it loads by itself.
const Module = require("node:module");
const load = Module._load;
Module._load = function (request, ...rest) {
    return request === "../locales/index.cjs" ? {} : load.call(this, request, ...rest);
};
require("./typescript").register(process.argv.includes("--debug"));
require("../cli/main")
    .main(process.argv.slice(2))
    .then((code) => {
        process.exitCode = code;
    });
