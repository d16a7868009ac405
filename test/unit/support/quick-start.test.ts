import { execaNode } from "execa";
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");
const script = "node_modules/@pulumi/pulumi/cmd/run/index.js";

describe("what the test runner starts Pulumi's programs with", () => {
    let folder: string;
    const write = (name: string, text: string): void => {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.writeFileSync(path.join(folder, name), text);
    };
    const run = async (program = script, checkout = folder): Promise<string> => {
        const preload = path.join(checkout, "test/support/quick-start/preload.js");
        const env = { NODE_OPTIONS: `--require ${JSON.stringify(preload)}` };
        return (await execaNode(path.join(checkout, program), { nodeOptions: [], env })).stdout;
    };
    const cache = (): string => path.join(folder, "node_modules/.cache/aws-organization/quick-start");

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "quick start "));
        for (const part of ["bin", "test/support/quick-start"])
            fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
        for (const needed of ["source-map-support", "source-map", "buffer-from"])
            fs.cpSync(path.join(root, "node_modules", needed), path.join(folder, "node_modules", needed), {
                recursive: true,
            });
        write(script, `console.log(require("thing"), require("../../../../../own"));`);
        write("own/index.js", `module.exports = "of a folder";`);
        write("node_modules/.package-lock.json", "{}");
        write("node_modules/thing/index.js", `module.exports = "first";`);
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("runs a program as well from what it has kept of it, and starts over where that was cut short", async () => {
        for (let round = 0; round < 2; round++) strictEqual(await run(), "first of a folder");
        const [name] = fs.readdirSync(cache());
        const { size } = fs.statSync(path.join(cache(), name!));
        for (const length of [size - 1, 100, 2]) {
            fs.truncateSync(path.join(cache(), name!), length);
            strictEqual(await run(), "first of a folder");
            strictEqual(fs.statSync(path.join(cache(), name!)).size, size);
        }
    });

    it("does nothing in any other program", async () => {
        write("other/index.js", `console.log(Object.keys(require.cache).length);`);
        strictEqual(await run("other/index.js"), "2");
        ok(!fs.existsSync(cache()));
    });

    it("finds packages where they were, until npm installs, and the project's own files where they are", async () => {
        strictEqual(await run(), "first of a folder");
        write("node_modules/thing/package.json", `{ "main": "main.js" }`);
        write("node_modules/thing/main.js", `module.exports = "second";`);
        write("own.js", `module.exports = "of a file";`);
        strictEqual(await run(), "first of a file");
        fs.utimesSync(path.join(folder, "node_modules/.package-lock.json"), 1, 1);
        fs.rmSync(path.join(folder, "node_modules/thing/index.js"));
        strictEqual(await run(), "second of a file");
    });

    it("reads a changed file again, though its size and time are as before", async () => {
        const own = path.join(folder, "own/index.js");
        fs.utimesSync(own, 1, 1);
        strictEqual(await run(), "first of a folder");
        write("own/index.js", `module.exports = "in a folder";`);
        fs.utimesSync(own, 1, 1);
        strictEqual(await run(), "first in a folder");
    });

    for (const [what, manifest] of [
        ["by package.json", `{ "type": "module", "exports": "./index.js" }`],
        ["by its syntax", `{ "exports": "./index.js" }`],
    ] as const)
        it(`leaves a module of the language to Node: ${what}`, async () => {
            write("node_modules/thing/package.json", manifest);
            write("node_modules/thing/index.js", `export const name = "a module";`);
            write(script, `console.log(require("thing").name);`);
            for (let round = 0; round < 2; round++) strictEqual(await run(), "a module");
        });

    it("leaves nothing for a checkout that borrows its packages, with a name that is new at each test", async () => {
        await run();
        const state = (): readonly unknown[] =>
            fs.readdirSync(cache()).map((name) => {
                const { mtimeMs, size } = fs.statSync(path.join(cache(), name));
                return [name, mtimeMs, size];
            });
        const before = state();
        const other = `${folder} too`;
        for (const part of ["bin", "test", "own"])
            fs.cpSync(path.join(folder, part), path.join(other, part), { recursive: true });
        fs.symlinkSync(path.join(folder, "node_modules"), path.join(other, "node_modules"));
        try {
            strictEqual(await run(script, other), "first of a folder");
            deepStrictEqual(state(), before);
        } finally {
            fs.rmSync(other, { recursive: true });
        }
    });
});
