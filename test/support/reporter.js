/* Mocha's own `spec` reporter, which also writes totals and failures to the file that MOCHA_TOTALS names. */
"use strict";
const fs = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes, failures, pending } = this.stats;
            const failed = this.failures.map((test) => ({
                title: test.fullTitle(),
                message: String(test.err?.message ?? test.err?.stack ?? test.err),
            }));
            fs.writeFileSync(process.env.MOCHA_TOTALS, JSON.stringify({ passes, failures, pending, failed }));
        });
    }
};
