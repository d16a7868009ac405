import { execaNode } from "execa";
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const preload = path.resolve(__dirname, "../../../sandbox/engine/code-cache.js");

describe("the code cache that the sandbox's programs are started with", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "code cache "));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    it("runs a program as well from what it has kept of it", async () => {
        const file = path.join(folder, "program.js");
        fs.writeFileSync(
            file,
            `console.log(require("node:path").basename(__filename), require("typescript").version > "5");`,
        );
        const env = {
            XDG_CACHE_HOME: path.join(folder, "cache"),
            NODE_PATH: path.resolve(__dirname, "../../../node_modules"),
        };
        const run = async (): Promise<string> =>
            (await execaNode(file, { nodeOptions: ["--require", preload], env })).stdout;
        strictEqual(await run(), "program.js true");
        ok(fs.readdirSync(path.join(folder, "cache"), { recursive: true }).length > 1);
        strictEqual(await run(), "program.js true");
    });

    it("loads tracing and the Automation API once they are used, and then as they are", async () => {
        const file = path.join(folder, "program.js");
        fs.writeFileSync(
            file,
            `const loaded = (part) => Object.keys(require.cache).some((file) => file.includes(part));
            const { automation } = require("@pulumi/pulumi");
            const tracing = require("@pulumi/pulumi/cmd/run/tracing");
            console.log(loaded("/pulumi/automation/"), loaded("/sdk-trace-node/"));
            tracing.start("http://127.0.0.1:9/");
            tracing.stop();
            console.log(typeof automation.LocalWorkspace.create, loaded("/sdk-trace-node/"));`,
        );
        const env = {
            XDG_CACHE_HOME: path.join(folder, "cache"),
            NODE_PATH: path.resolve(__dirname, "../../../node_modules"),
        };
        const { stdout } = await execaNode(file, { nodeOptions: ["--require", preload], env });
        strictEqual(stdout, "false false\nfunction true");
    });

    describe("in a checkout of its own", () => {
        const write = (name: string, text: string): void => {
            fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
            fs.writeFileSync(path.join(folder, name), text);
        };
        const run = async (checkout = folder, program = "run/program.js", variables = {}): Promise<string> =>
            (
                await execaNode(path.join(checkout, program), {
                    nodeOptions: ["--require", path.join(checkout, "sandbox/engine/code-cache.js")],
                    env: { XDG_CACHE_HOME: path.join(folder, "cache"), ...variables },
                })
            ).stdout;

        beforeEach(() => {
            const root = path.resolve(__dirname, "../../..");
            for (const part of ["bin", "sandbox/engine/code-cache.js", "sandbox/engine/code-store.js"])
                fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
            fs.mkdirSync(path.join(folder, "node_modules"));
            const needed = "source-map-support";
            fs.symlinkSync(path.join(root, "node_modules", needed), path.join(folder, "node_modules", needed));
            write("run/program.js", `console.log(require("thing"), require("../own"));`);
            write("own/index.js", `module.exports = "of a folder";`);
            write("node_modules/.package-lock.json", "{}");
            write("node_modules/thing/index.js", `module.exports = "first";`);
        });

        it("names the file of this run in a stack trace, though a copy of it was compiled before", async () => {
            for (const copy of ["one", "two"]) {
                const trace = `console.log(new Error().stack.split("\\n")[1].includes(__filename));`;
                write(`${copy}/run/program.js`, trace);
                strictEqual(await run(folder, `${copy}/run/program.js`), "true");
            }
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

        it("has the SDK tell its steps unless nobody would hear them", async () => {
            const told = `exports.debug = async (step) => console.log(step); exports.info = exports.debug;`;
            write("node_modules/@pulumi/pulumi/log/index.js", told);
            write(
                "run/program.js",
                `const log = require("@pulumi/pulumi/log");
                log.debug("debug").then(() => log.info("info"));`,
            );
            for (let round = 0; round < 2; round++) {
                strictEqual(await run(folder, "run/program.js", { SANDBOX_NO_DEBUG: "" }), "debug\ninfo");
                strictEqual(await run(folder, "run/program.js", { SANDBOX_NO_DEBUG: "true" }), "info");
            }
        });

        it("reads a file anew that was changed, though its size and time are as before", async () => {
            const own = path.join(folder, "own/index.js");
            fs.utimesSync(own, 1, 1);
            strictEqual(await run(), "first of a folder");
            write("own/index.js", `module.exports = "in a folder";`);
            fs.utimesSync(own, 1, 1);
            strictEqual(await run(), "first in a folder");
        });

        it("starts anew where what is kept was cut short", async () => {
            await run();
            const cache = path.join(folder, "cache", "aws-organization", "compiled");
            const [name] = fs
                .readdirSync(cache, { recursive: true, encoding: "utf8" })
                .filter((kept) => path.basename(kept).startsWith("run-"));
            const kept = path.join(cache, name!);
            const { size } = fs.statSync(kept);
            for (const length of [size - 1, 100, 2]) {
                fs.truncateSync(kept, length);
                strictEqual(await run(), "first of a folder");
                strictEqual(fs.statSync(kept).size, size);
            }
        });

        it("leaves nothing for a checkout that borrows its packages, whose name a test makes up anew", async () => {
            await run();
            const cache = path.join(folder, "cache", "aws-organization", "compiled");
            const state = (): readonly unknown[] =>
                fs.readdirSync(cache, { recursive: true, encoding: "utf8" }).map((name) => {
                    const { mtimeMs, size } = fs.statSync(path.join(cache, name));
                    return [name, mtimeMs, size];
                });
            const before = state();
            const other = `${folder} too`;
            for (const part of ["bin", "sandbox", "own", "run"])
                fs.cpSync(path.join(folder, part), path.join(other, part), { recursive: true });
            fs.symlinkSync(path.join(folder, "node_modules"), path.join(other, "node_modules"));
            const said = await run(other);
            fs.rmSync(other, { recursive: true });
            strictEqual(said, "first of a folder");
            deepStrictEqual(state(), before);
        });
    });
});
