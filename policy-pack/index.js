"use strict";
// The entry that Pulumi starts. In the repository the pack runs from its TypeScript; a published one has only the bundle.
const fs = require("node:fs");
const path = require("node:path");

if (fs.existsSync(path.join(__dirname, "pack.ts"))) {
    // Pulumi passes PULUMI_CONFIG and the like; stdout is the engine's, so that nothing may be printed here.
    require("esbuild-register/dist/node").register({ target: "node20", hookIgnoreNodeModules: true });
    require("./pack");
} else {
    require("./bundle");
}
