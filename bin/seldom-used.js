"use strict";
// What Pulumi's SDK loads at each start and few programs use is loaded when it is used: npm's installer and the TypeScript compiler, by
// which it serializes functions, the Automation API, and what exports traces. It is a third of a start.
const Module = require("node:module");

const packages = new Set(["@npmcli/arborist", "normalize-package-data", "typescript"]);

function isSeldomUsed(request, from) {
    if (packages.has(request)) return /[\\/]@pulumi[\\/]pulumi[\\/]/.test(from);
    if (request === "./automation") return /[\\/]@pulumi[\\/]pulumi[\\/]index\.js$/.test(from);
    if (request === "@opentelemetry/api") return false;
    return request.startsWith("@opentelemetry/") && /[\\/]cmd[\\/]run[\\/]tracing\.js$/.test(from);
}

const load = Module._load;
Module._load = function (request, parent, ...rest) {
    if (!isSeldomUsed(request, parent?.filename ?? "")) return load.call(this, request, parent, ...rest);
    const loaded = () => load.call(this, request, parent, ...rest);
    // Compiled imports ask whether it was compiled too, and take all of it at once if not.
    const compiled = { __esModule: request !== "typescript" };
    return new Proxy(compiled, {
        get: (_, name) => compiled[name] ?? loaded()[name] ?? (name === "default" ? loaded() : undefined),
        has: (_, name) => name in loaded(),
    });
};
