"use strict";
// Loaded with --require: appends the CPU seconds of a Pulumi program to the file in BENCH_CPU.
const fs = require("node:fs");

if (/[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]index\.js$/.test(process.argv[1] ?? ""))
    process.on("exit", () => {
        const { user, system } = process.cpuUsage();
        fs.appendFileSync(process.env.BENCH_CPU, `${(user + system) / 1e6}\n`);
    });
