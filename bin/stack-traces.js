"use strict";
// Maps stack traces by source maps. Pulumi installs the same package: the first one wins. typescript.js provides the maps of TypeScript.
require("source-map-support").install({ environment: "node", handleUncaughtExceptions: false });

// Mapping a stack trace takes long, and most are never shown: the SDK keeps one of each promise, to find leaks, and one of each resource,
// for the state; gRPC keeps one of each call, and of its own code when a call fails.
const bare = new Set(["callsites", "makeUnaryRequest", "callErrorFromStatus"]);
if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) bare.add("debuggablePromise");
const { prepareStackTrace } = Error;
Error.prepareStackTrace = (error, frames) =>
    bare.has(frames[0]?.getFunctionName()) ? String(error) : prepareStackTrace(error, frames);
