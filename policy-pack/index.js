"use strict";
// The entry that Pulumi starts. In the repository the pack runs from its TypeScript files; a published pack has only
// the bundle. stdout belongs to the engine: nothing may be printed here.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

// The SDK loads npm's installer to find the packages of a serialized function (pulumi's closure/codePaths). That takes
// half a second at each preview, and no pack needs it.
const load = Module._load;
Module._load = function (request, ...rest) {
    return request === "@npmcli/arborist" ? {} : load.call(this, request, ...rest);
};

if (fs.existsSync(path.join(__dirname, "pack.ts"))) {
    // Pulumi has registered ts-node already, which would translate the whole pack at each preview.
    require("../bin/typescript");
    require("./pack");
} else {
    require("./bundle");
}
