import { execaNode } from "execa";
import { deepStrictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const preload = path.resolve(__dirname, "../../../sandbox/engine/code-cache.js");

/** Prints what a function of the name sees as an error's stack, once plainly and once as the last who set the hook has it. */
const program = (name: string): string => `
    function ${name}() { return new Error("told").stack.split("\\n")[0]; }
    const before = ${name}();
    Error.prepareStackTrace = (error) => "mapped " + error.message;
    console.log(JSON.stringify([before, ${name}()]));
`;

describe("the code cache that the sandbox's programs are started with", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "code cache "));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    async function stacks(name: string, environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
        const file = path.join(folder, "program.js");
        fs.writeFileSync(file, program(name));
        const env = { XDG_CACHE_HOME: path.join(folder, "cache"), ...environment };
        return JSON.parse((await execaNode(file, { nodeOptions: ["--require", preload], env })).stdout);
    }

    it("leaves an error's stack trace to who maps it to TypeScript", async () => {
        deepStrictEqual(await stacks("build"), ["Error: told", "mapped told"]);
    });

    for (const [what, name] of [
        ["the SDK keeps for its promises", "debuggablePromise"],
        ["the SDK keeps for its resources", "callsites"],
        ["gRPC keeps for its calls", "makeUnaryRequest"],
    ] as const)
        it(`maps none of those that ${what}`, async () => {
            deepStrictEqual(await stacks(name), ["Error: told", "Error: told"]);
        });

    it("maps those of promises where they are asked for", async () => {
        const asked = await stacks("debuggablePromise", { PULUMI_DEBUG_PROMISE_LEAKS: "1" });
        deepStrictEqual(asked, ["Error: told", "mapped told"]);
    });

    it("runs a program as well from what it has kept of it", async () => {
        const first = await stacks("build");
        deepStrictEqual(fs.readdirSync(path.join(folder, "cache"), { recursive: true }).length > 1, true);
        deepStrictEqual(await stacks("build"), first);
    });
});
