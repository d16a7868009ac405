"use strict";
/*
 * Loaded before every Node process of the tests (on.js), for Pulumi's programs, packs and plugins among them, most of whose time is
 * their start. loader.js keeps what V8 compiles of their packages, and drops what they tell the engine of each step.
 */
if (/[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run(-[a-z-]+)?[\\/]index\.js$/.test(process.argv[1] ?? ""))
    require("./loader");
