"use strict";
// What Pulumi's SDK loads at each start and few programs use is loaded when it is used: npm's installer and the TypeScript compiler, by
// which it serializes functions, the Automation API, and what exports traces. It is a third of a start.
const Module = require("node:module");

const seldom = /^(@npmcli\/arborist|typescript|\.\/automation|@opentelemetry\/(?!api$).+)$/;
const load = Module._load;
Module._load = function (request, parent, ...rest) {
    const loaded = () => load.call(this, request, parent, ...rest);
    if (!seldom.test(request) || !/[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename)) return loaded();
    // Compiled imports take all of a module at once, unless it says that it was compiled too.
    return new Proxy({}, { get: (_, name) => name === "__esModule" || loaded()[name] });
};
