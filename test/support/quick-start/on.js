"use strict";
// Required by the test runner alone (.mocharc.json): what makes end-to-end tests shorter and a user's machine does not have. The
// preload looks whether it is in one of Pulumi's programs, and does nothing elsewhere.
const path = require("node:path");

const preload = JSON.stringify(path.join(__dirname, "preload.js"));
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=32 --require ${preload}`.trim();
// Engine and provider live for seconds: memory is let grow before it is cleaned.
process.env.GOGC ??= "400";
