/* Mocha's own `spec` reporter, which also writes totals, failures and the seconds of each file's tests and hooks to the file that MOCHA_TOTALS names. */
"use strict";
const fs = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        const seconds = {};
        const { EVENT_TEST_END, EVENT_HOOK_END, EVENT_RUN_END } = Runner.constants;
        // Most of an end-to-end file's time may be in its `before`.
        for (const event of [EVENT_TEST_END, EVENT_HOOK_END])
            runner.on(event, ({ file, duration = 0 }) => {
                seconds[file] = (seconds[file] ?? 0) + duration / 1000;
            });
        runner.once(EVENT_RUN_END, () => {
            const { passes, failures, pending } = this.stats;
            const failed = this.failures.map((test) => ({
                title: test.fullTitle(),
                message: String(test.err?.message ?? test.err?.stack ?? test.err),
            }));
            fs.writeFileSync(process.env.MOCHA_TOTALS, JSON.stringify({ passes, failures, pending, failed, seconds }));
        });
    }
};
