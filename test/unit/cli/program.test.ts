import { match, ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";

/** A project whose CLI is one small command, started by the real bin/org.js. */
class SmallProgram {
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "org program "));
    readonly cache = path.join(this.folder, "cache");

    constructor() {
        for (const folder of ["bin", "cli/inner"]) fs.mkdirSync(path.join(this.folder, folder), { recursive: true });
        for (const file of ["org.js", "program.js", "user-cache.js"])
            fs.copyFileSync(path.join(projectRoot, "bin", file), path.join(this.folder, "bin", file));
        fs.symlinkSync(path.join(projectRoot, "node_modules"), path.join(this.folder, "node_modules"));
        this.write(
            "cli/main.ts",
            `export async function main(args: readonly string[]): Promise<number> {
                const { say } = await import("./inner/say");
                if (args.includes("fail")) throw new Error("as asked");
                console.log(say());
                return 3;
            }`,
        );
        this.say(`"one"`);
    }

    say(expression: string): void {
        this.write("cli/inner/say.ts", `export const say = (): string => ${expression};\n`);
    }

    write(file: string, text: string): void {
        fs.writeFileSync(path.join(this.folder, file), text);
    }

    run(...args: string[]): { code: number | null; out: string; err: string } {
        const { status, stdout, stderr } = spawnSync(
            process.execPath,
            [path.join(this.folder, "bin", "org.js"), ...args],
            { encoding: "utf8", env: { ...process.env, XDG_CACHE_HOME: this.cache } },
        );
        return { code: status, out: stdout.trim(), err: stderr };
    }

    /** The names of all files in the cache. */
    kept(): readonly string[] {
        return fs
            .readdirSync(this.cache, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map(({ name }) => name)
            .sort();
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}

describe("org is started from one bundled file", function () {
    this.timeout(60_000);
    let program: SmallProgram;
    beforeEach(() => {
        program = new SmallProgram();
    });
    afterEach(() => {
        program.remove();
    });

    it("it is bundled once, compiled once a command, and answers with the command's exit code", () => {
        for (let round = 0; round < 2; round++) {
            const { code, out } = program.run("check");
            strictEqual(code, 3);
            strictEqual(out, "one");
        }
        strictEqual(program.kept().join(" "), "check.v8 inputs.json org.js org.js.map");
        const [compiled, bundle] = ["check.v8", "org.js"].map(
            (name) => fs.statSync(found(program.cache, name)).mtimeMs,
        );
        program.run("check");
        strictEqual(fs.statSync(found(program.cache, "check.v8")).mtimeMs, compiled);
        strictEqual(fs.statSync(found(program.cache, "org.js")).mtimeMs, bundle);
    });

    it("what a command compiles that ended early before is kept too, once", () => {
        const functions = Array.from(
            { length: 3000 },
            (_, i) => `(n: number): number => n * ${i} + (n > 3 ? ${i} : n)`,
        );
        program.say(`[${functions.join(",")}].reduce((sum, each) => sum + each(1), 0) > 0 ? "many" : "none"`);
        const kept = (): fs.Stats => fs.statSync(found(program.cache, "check.v8"));
        program.run("check", "fail");
        const { size } = kept();
        strictEqual(program.run("check").out, "many");
        const { size: all, mtimeMs } = kept();
        ok(all > 2 * size, `${all} bytes after ${size}`);
        strictEqual(program.run("check").out, "many");
        strictEqual(kept().mtimeMs, mtimeMs);
    });

    it("a changed file is bundled anew, and what was kept before is removed", () => {
        program.run();
        program.say(`"another"`);
        strictEqual(program.run().out, "another");
        strictEqual(program.kept().join(" "), "inputs.json org.js org.js.map org.v8");
    });

    it("packages installed anew are bundled anew", () => {
        program.run();
        const before = fs.statSync(found(program.cache, "org.js")).mtimeMs;
        program.write("package-lock.json", "{}");
        program.run();
        ok(fs.statSync(found(program.cache, "org.js")).mtimeMs > before);
    });

    it("a file still knows its folder", () => {
        program.say("__dirname");
        strictEqual(program.run().out, path.join(program.folder, "cli", "inner"));
    });

    it("a cache that cannot be written, or was damaged, costs time and nothing else", () => {
        fs.writeFileSync(program.cache, "a file in the way");
        strictEqual(program.run().out, "one");
        fs.rmSync(program.cache);
        program.run();
        fs.writeFileSync(found(program.cache, "inputs.json"), "{");
        fs.writeFileSync(found(program.cache, "org.v8"), "nothing that V8 wrote");
        strictEqual(program.run().out, "one");
        strictEqual(program.run().out, "one");
    });

    it("--debug shows the lines of the TypeScript", () => {
        program.run();
        match(program.run("fail", "--debug").err, /cli\/main\.ts:3/);
    });
});

function found(folder: string, name: string): string {
    const entry = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).find((each) => each.name === name);
    ok(entry, name);
    return path.join(entry.parentPath, entry.name);
}
