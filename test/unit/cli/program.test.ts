import { deepStrictEqual, match, notDeepStrictEqual, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";

/** A project whose CLI is one small command, started by the real ./org. */
class SmallProgram {
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "org program "));
    readonly cache = path.join(this.folder, "node_modules/.cache/aws-organization");

    constructor() {
        for (const file of ["org", "bin"])
            fs.cpSync(path.join(projectRoot, file), path.join(this.folder, file), { recursive: true });
        fs.mkdirSync(path.join(this.folder, "node_modules"));
        for (const name of ["esbuild", "@esbuild", "source-map-support", "source-map", "buffer-from"])
            fs.symlinkSync(path.join(projectRoot, "node_modules", name), path.join(this.folder, "node_modules", name));
        const main = `import { say } from "./say";
            export async function main(args: readonly string[]): Promise<number> {
                if (args.includes("fail")) throw new Error("as asked");
                return say();
            }`;
        this.write("cli/main.ts", main);
        this.say("one", 3);
    }

    say(word: string, code: number): void {
        this.write("cli/say.ts", `export const say = (): number => (console.log("${word}"), ${code});\n`);
    }

    write(file: string, text: string): void {
        fs.mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
        fs.writeFileSync(path.join(this.folder, file), text);
    }

    run(...args: string[]): readonly unknown[] {
        const org = path.join(this.folder, "org");
        const { status, stdout, stderr } = spawnSync(process.execPath, [org, ...args], { encoding: "utf8" });
        return [status, stdout, stderr];
    }

    /** Cached files without Node's compiled code, with the times when they were written. */
    kept(): Readonly<Record<string, number>> {
        const names = fs.readdirSync(this.cache).filter((name) => name !== "compiled");
        return Object.fromEntries(names.map((name) => [name, fs.statSync(path.join(this.cache, name)).mtimeMs]));
    }
}

describe("org is started from one bundled file", function () {
    let program: SmallProgram;
    beforeEach(() => {
        program = new SmallProgram();
    });
    afterEach(() => {
        fs.rmSync(program.folder, { recursive: true, force: true });
    });

    it("it is bundled once, in the clone's packages, and again when a file has changed or packages were installed", () => {
        const own = fs.readdirSync(program.folder);
        deepStrictEqual(program.run(), [3, "one\n", ""]);
        deepStrictEqual(fs.readdirSync(program.folder), own);
        const first = program.kept();
        program.run();
        deepStrictEqual(program.kept(), first);
        program.say("another", 0);
        deepStrictEqual(program.run(), [0, "another\n", ""]);
        const second = program.kept();
        program.write("node_modules/.package-lock.json", "{}");
        program.run();
        notDeepStrictEqual(program.kept(), second);
        deepStrictEqual(Object.keys(program.kept()).sort(), ["cli-main.js", "cli-main.js.map"]);
    });

    it("a cache that cannot be written, or was damaged, costs time and nothing else", () => {
        program.write("node_modules/.cache/aws-organization", "a file in the way");
        deepStrictEqual(program.run(), [3, "one\n", ""]);
        fs.rmSync(program.cache);
        program.run();
        for (const damaged of ["", "throw 1;\n", "\n//{"]) {
            program.write("node_modules/.cache/aws-organization/cli-main.js", damaged);
            deepStrictEqual(program.run(), [3, "one\n", ""]);
            ok(fs.statSync(path.join(program.cache, "cli-main.js")).size > damaged.length);
        }
    });

    it("each start file of the real program can be bundled: a failure would go unnoticed", () => {
        const entries = ["index.ts", "cli/main.ts", "cli/fleet/worker.ts", "policy-pack/pack.ts"].map((name) =>
            path.join(projectRoot, name),
        );
        const script = `console.log(${JSON.stringify(entries)}.every(require("./bin/bundle").bundleOf))`;
        match(spawnSync(process.execPath, ["-e", script], { cwd: projectRoot, encoding: "utf8" }).stdout, /^true$/mu);
    });

    it("--debug shows the lines of the TypeScript", () => {
        program.run();
        match(program.run("fail", "--debug").join(), /cli\/main\.ts:3/);
    });
});
