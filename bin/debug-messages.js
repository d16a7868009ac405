"use strict";
// The SDK tells the engine of each of its steps in a call of its own, each after the one before: some thousands where a stack has a few hundred
// resources, and a third of what the program takes. The engine shows them with --debug alone. Here those of a moment go in one call.
const Module = require("node:module");

/** Milliseconds. A program does not end before its messages are sent. */
const moment = 50;
/** Characters of one call. */
const most = 256 * 1024;

/**
 * @param {object} log the SDK's module of this name, which is changed
 * @param {() => { store: object, keepAlive: () => () => void }} run what the message belongs to, and what keeps the connection open
 */
exports.sendTogether = function sendTogether(log, run) {
    const { debug } = log;
    const waiting = new WeakMap();
    const send = (store) => {
        const batch = waiting.get(store);
        if (batch === undefined) return;
        waiting.delete(store);
        clearTimeout(batch.timer);
        const end = () => {
            batch.done();
            batch.resolve();
        };
        debug(batch.messages.join("\n")).then(end, end);
    };
    const begin = ({ store, keepAlive }) => {
        const batch = { messages: [], length: 0, done: keepAlive() };
        batch.sent = new Promise((resolve) => (batch.resolve = resolve));
        batch.timer = setTimeout(() => send(store), moment);
        waiting.set(store, batch);
        return batch;
    };
    log.debug = (message, ...about) => {
        if (about.some((each) => each !== undefined)) return debug(message, ...about);
        const current = run();
        const batch = waiting.get(current.store) ?? begin(current);
        batch.messages.push(message);
        batch.length += String(message).length;
        if (batch.length > most) send(current.store);
        return batch.sent;
    };
    // What people read comes after what was before it.
    for (const level of ["info", "warn", "error"]) {
        const tell = log[level];
        log[level] = (...args) => {
            send(run().store);
            return tell(...args);
        };
    }
};

const seen = new WeakSet();
const load = Module._load;
Module._load = function (request, parent, ...rest) {
    const loaded = load.call(this, request, parent, ...rest);
    if (!/^\.{1,2}\/log(\/index)?$/.test(request) || !/[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? ""))
        return loaded;
    // As long as it is half loaded it has no functions; one that takes no message sends none.
    if (seen.has(loaded) || typeof loaded.error !== "function" || loaded.debug.length === 0) return loaded;
    seen.add(loaded);
    const near = Module.createRequire(Module._resolveFilename(request, parent));
    let modules;
    exports.sendTogether(loaded, () => {
        // Not before the first message: they may be half loaded.
        modules ??= { state: near("../runtime/state"), settings: near("../runtime/settings") };
        return { store: modules.state.getStore(), keepAlive: modules.settings.rpcKeepAlive };
    });
    return loaded;
};
