"use strict";
// What Pulumi starts. The program is TypeScript, and Pulumi would load the whole compiler to translate it at each preview.
require("./bin/typescript");
module.exports = require("./layers/run-layer").runLayer;
