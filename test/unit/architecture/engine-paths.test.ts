import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../sandbox/locations";
import { ownFiles } from "../../support/own-files";

/** Signs that a test uses the engine's folder in the cache, or the module that builds it; sandbox/tools looks on PATH first. */
const known = [
    /\bcached\(\s*["'`]engine["'`-]/u,
    /["'`/]engine-official\b|aws-organization["'`/, ]+engine\b/u,
    /\bcacheRoot\b[^;\n]*engine/u,
    /["'](?:\.\.\/)+sandbox\/engine\/[^"'\n]*["']/u,
];

describe("the engine of the tests", () => {
    it("is the one on PATH where there is one: no test names a place of the engine that the sandbox built", () => {
        const named = ownFiles("test")
            .filter((file) => /\.[jt]s$/u.test(file) && !file.endsWith("engine-paths.test.ts"))
            .filter((file) => known.some((place) => place.test(readFileSync(join(projectRoot, file), "utf8"))));
        deepStrictEqual(named, []);
    });
});
