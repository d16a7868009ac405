import { match, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";

const reader = JSON.stringify(path.join(projectRoot, "bin", "typescript"));

describe("the reader of TypeScript that the program and the policy pack start with", () => {
    let folder: string;
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "typescript "));
        fs.writeFileSync(path.join(folder, "main.js"), `require(${reader}); require("./main.ts").main();`);
        write("console.log(answer);");
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    function write(statement: string): void {
        const types = "interface Gone {\n    readonly text: string;\n}\n\n";
        const text = `${types}export function main(): void {\n    const answer: string = "told";\n    ${statement}\n}\n`;
        fs.writeFileSync(path.join(folder, "main.ts"), text);
    }

    function run(cache = "cache", environment: NodeJS.ProcessEnv = {}): { out: string; err: string } {
        const env = { ...process.env, ...environment, XDG_CACHE_HOME: path.join(folder, cache) };
        const { stdout, stderr } = spawnSync(process.execPath, ["main.js"], { cwd: folder, env, encoding: "utf8" });
        return { out: stdout.trim(), err: stderr };
    }

    const kept = (): readonly string[] => fs.readdirSync(path.join(folder, "cache/aws-organization/typescript"));

    it("translates a file once, and anew when it has changed", () => {
        strictEqual(run().out, "told");
        strictEqual(run().out, "told");
        strictEqual(kept().length, 1);
        write("console.log(answer, 2);");
        strictEqual(run().out, "told 2");
        strictEqual(kept().length, 2);
    });

    it("leaves the lines of the TypeScript in a stack trace, of a kept translation too", () => {
        write("throw new Error(answer);");
        for (const time of ["first", "second"]) match(run().err, /Error: told\s+at .*main\.ts:7:11/u, time);
    });

    for (const asker of ["debuggablePromise", "callsites", "makeUnaryRequest", "callErrorFromStatus"])
        it(`spends no time on the stack traces that ${asker} keeps, as the SDK and gRPC do`, () => {
            write(`const ${asker} = (): void => console.log(new Error("kept").stack); ${asker}();`);
            strictEqual(run().out, "Error: kept");
        });

    it("leaves those of promises where leaks are looked for", () => {
        write(`const debuggablePromise = (): void => console.log(new Error("kept").stack); debuggablePromise();`);
        match(run("cache", { PULUMI_DEBUG_PROMISE_LEAKS: "1" }).out, /^Error: kept\n\s+at .*main\.ts:7:/u);
    });

    it("does without a cache", () => {
        fs.writeFileSync(path.join(folder, "file"), "");
        strictEqual(run("file").out, "told");
    });
});
