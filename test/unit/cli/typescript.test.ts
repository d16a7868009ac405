import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
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
        const text = `${types}export function main(): void {\n    const answer: string = "text";\n    ${statement}\n}\n`;
        fs.writeFileSync(path.join(folder, "main.ts"), text);
    }

    function run(environment: NodeJS.ProcessEnv = {}): { out: string; err: string } {
        const env = { ...process.env, ...environment };
        const { stdout, stderr } = spawnSync(process.execPath, ["main.js"], { cwd: folder, env, encoding: "utf8" });
        return { out: stdout.trim(), err: stderr };
    }

    it("translates what there is, and keeps nothing of it", () => {
        strictEqual(run().out, "text");
        write("console.log(answer, 2);");
        strictEqual(run().out, "text 2");
        deepStrictEqual(fs.readdirSync(folder).sort(), ["main.js", "main.ts"]);
    });

    it("leaves the lines of the TypeScript in a stack trace", () => {
        write("throw new Error(answer);");
        match(run().err, /Error: text\s+at .*main\.ts:7:11/u);
    });

    describe("of a program that Pulumi starts", () => {
        /** A separate clone, because only files of the clone are bundled; cmd/run of the SDK is found by its path. */
        const start = (file: string): { out: string; err: string } => {
            fs.cpSync(path.join(projectRoot, "bin"), path.join(folder, "bin"), { recursive: true });
            fs.mkdirSync(path.join(folder, "node_modules"), { recursive: true });
            for (const name of ["esbuild", "source-map-support"])
                fs.symlinkSync(path.join(projectRoot, "node_modules", name), path.join(folder, "node_modules", name));
            const script = path.join(folder, "node_modules/@pulumi/pulumi/cmd/run/index.js");
            fs.mkdirSync(path.dirname(script), { recursive: true });
            fs.writeFileSync(script, `require(${JSON.stringify(path.join(folder, file))}).main();`);
            const args = ["--require", path.join(folder, "bin/typescript"), script];
            const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
            return { out: stdout.trim(), err: stderr };
        };
        const two = (statement: string): void => {
            write(statement);
            fs.renameSync(path.join(folder, "main.ts"), path.join(folder, "second.ts"));
            fs.writeFileSync(
                path.join(folder, "first.ts"),
                `import { main as first } from "./second";\n\nexport function main(): void {\n    first();\n}\n`,
            );
        };

        it("translates it with all that it imports, as one, and leaves the lines of each file in a stack trace", () => {
            two(
                "throw new Error(`${answer} ${Object.keys(require.cache).filter((file) => /\\.ts$/.test(file)).length}`);",
            );
            match(start("first.ts").err, /Error: text 1\s+at .*second\.ts:7:11\)?\s+at .*first\.ts:4:5/u);
        });

        it("loads packages that are modules of the language alone", () => {
            const name = path.join(folder, "node_modules/only-a-module");
            fs.mkdirSync(name, { recursive: true });
            fs.writeFileSync(path.join(name, "package.json"), `{ "type": "module", "exports": "./index.js" }`);
            fs.writeFileSync(path.join(name, "index.js"), `export const named = "a name"; export default "default";`);
            fs.writeFileSync(
                path.join(folder, "first.ts"),
                `import other, { named } from "only-a-module";\nexport const main = (): void => console.log(named, other);\n`,
            );
            strictEqual(start("first.ts").out, "a name default");
        });
    });

    /** Where the installed SDK, and its gRPC, create the stack traces that are not mapped. */
    const askers = {
        debuggablePromise: "@pulumi/pulumi/runtime/debuggable.js",
        callsites: "@pulumi/pulumi/resource.js",
        makeUnaryRequest: "@grpc/grpc-js/build/src/client.js",
        callErrorFromStatus: "@grpc/grpc-js/build/src/call.js",
    };

    for (const [asker, file] of Object.entries(askers)) {
        it(`${asker} makes one in the installed SDK`, () => {
            const text = fs.readFileSync(path.join(projectRoot, "node_modules", file), "utf8");
            // Up to the function's closing brace, so that another function further down is not taken for it.
            const [body] =
                new RegExp(`^( *)(?:function |static )?${asker}\\([^)]*\\) \\{[^]*?^\\1\\}`, "mu").exec(text) ?? [];
            match(body ?? "", /new Error\(|captureStackTrace\(|\.stack\b/u);
        });

        it(`spends no time on the stack traces that ${asker} keeps, as the SDK and gRPC do`, () => {
            write(`const ${asker} = (): void => console.log(new Error("kept").stack); ${asker}();`);
            strictEqual(run().out, "Error: kept");
        });
    }

    it("leaves those of promises where leaks are looked for", () => {
        write(`const debuggablePromise = (): void => console.log(new Error("kept").stack); debuggablePromise();`);
        match(run({ PULUMI_DEBUG_PROMISE_LEAKS: "1" }).out, /^Error: kept\n\s+at .*main\.ts:7:/u);
    });
});
