"use strict";
// Only the test runner loads this (.mocharc.json): it makes end-to-end tests shorter, and users' machines do not have it. The preload
// checks whether it is in one of Pulumi's programs, and does nothing elsewhere.
const path = require("node:path");

const preload = JSON.stringify(path.join(__dirname, "preload.js"));
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=32 --require ${preload}`.trim();
// Engine and provider live for seconds, so memory may grow before garbage is collected.
process.env.GOGC ??= "400";
