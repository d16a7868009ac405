"use strict";
// Parts of Pulumi's SDK that it loads at each start, a third of the time, and that few programs use are loaded on first use: npm's
// installer and the TypeScript compiler (to serialize functions), the Automation API, and trace exporters.
const Module = require("node:module");

const seldom = /^(@npmcli\/arborist|typescript|\.\/automation|@opentelemetry\/(?!api$).+)$/;
const load = Module._load;
Module._load = function (request, parent, ...rest) {
    const loaded = () => load.call(this, request, parent, ...rest);
    if (!seldom.test(request) || !/[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename)) return loaded();
    // Compiled imports copy all properties of a module at once, unless it says that it was compiled too.
    return new Proxy({}, { get: (_, name) => name === "__esModule" || loaded()[name] });
};
