"use strict";
// Loaded by --require: adds a line with the CPU seconds that a program of Pulumi's has taken to the file that BENCH_CPU names.
const fs = require("node:fs");

if (/[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]index\.js$/.test(process.argv[1] ?? ""))
    process.on("exit", () => {
        const { user, system } = process.cpuUsage();
        fs.appendFileSync(process.env.BENCH_CPU, `${(user + system) / 1e6}\n`);
    });
