"use strict";
// Stack traces by source maps, as Pulumi has them too: whoever comes first installs them. typescript.js knows the maps of TypeScript.
require("source-map-support").install({ environment: "node", handleUncaughtExceptions: false });

// To map a stack trace takes long, and most are for nobody: the SDK keeps one of each promise, for those who look for leaks of
// them, and one of each resource, for the state; gRPC keeps one of each call and of its own code where a call fails.
const bare = new Set(["callsites", "makeUnaryRequest", "callErrorFromStatus"]);
if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) bare.add("debuggablePromise");
const { prepareStackTrace } = Error;
Error.prepareStackTrace = (error, frames) =>
    bare.has(frames[0]?.getFunctionName()) ? String(error) : prepareStackTrace(error, frames);
