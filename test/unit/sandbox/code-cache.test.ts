import { execaNode } from "execa";
import { ok, strictEqual } from "node:assert/strict";
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
});
