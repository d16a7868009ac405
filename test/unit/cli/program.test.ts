import { deepStrictEqual, match, notStrictEqual, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/locations";

/** A project whose CLI is one small command, started by the real ./org. */
class SmallProgram {
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "org program "));
    readonly modules = path.join(this.folder, "node_modules");
    readonly cache = path.join(
        ...[this.modules, ".cache", "aws-organization"],
        `cli-main-node${process.versions.node.split(".")[0]!}`,
    );

    constructor() {
        for (const folder of ["cli/inner", "node_modules"])
            fs.mkdirSync(path.join(this.folder, folder), { recursive: true });
        for (const file of ["org", "bin"])
            fs.cpSync(path.join(projectRoot, file), path.join(this.folder, file), { recursive: true });
        for (const name of ["esbuild", "@esbuild", "source-map-support", "source-map", "buffer-from"])
            fs.symlinkSync(path.join(projectRoot, "node_modules", name), path.join(this.modules, name));
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
        const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(this.folder, "org"), ...args], {
            encoding: "utf8",
        });
        return { code: status, out: stdout.trim(), err: stderr };
    }

    /** The files in the cache, with the hash in a name left out. */
    kept(): readonly string[] {
        return fs
            .readdirSync(this.cache)
            .map((name) => name.replace(/-[0-9a-f]{32}/u, ""))
            .sort();
    }

    /** The bundle. */
    get file(): string {
        const [name] = fs.readdirSync(this.cache).filter((each) => each.endsWith(".js"));
        return path.join(this.cache, name!);
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}

describe("org is started from one bundled file", function () {
    let program: SmallProgram;
    beforeEach(() => {
        program = new SmallProgram();
    });
    afterEach(() => {
        program.remove();
    });

    it("it is bundled once, and ends with the command's exit code", () => {
        strictEqual(program.run("check").code, 3);
        strictEqual(program.kept().join(" "), "bundle.js bundle.js.map inputs.json");
        const { mtimeMs } = fs.statSync(program.file);
        const { code, out } = program.run("check");
        strictEqual(`${code} ${out}`, "3 one");
        strictEqual(fs.statSync(program.file).mtimeMs, mtimeMs);
    });

    it("all that it keeps is in the clone, and goes with its packages", () => {
        const before = fs.readdirSync(program.folder);
        program.run();
        deepStrictEqual(fs.readdirSync(program.folder), before);
    });

    it("a changed file is bundled again, and what was kept before is removed", () => {
        program.run();
        program.say(`"another"`);
        strictEqual(program.run().out, "another");
        strictEqual(program.kept().join(" "), "bundle.js bundle.js.map inputs.json");
    });

    it("packages installed again are bundled again", () => {
        program.run();
        const before = program.file;
        program.write("package-lock.json", "{}");
        program.run();
        notStrictEqual(program.file, before);
    });

    it("a cache that cannot be written, or was damaged, costs time and nothing else", () => {
        fs.mkdirSync(path.dirname(program.cache), { recursive: true });
        fs.writeFileSync(program.cache, "a file in the way");
        strictEqual(program.run().out, "one");
        fs.rmSync(program.cache);
        program.run();
        fs.writeFileSync(path.join(program.cache, "inputs.json"), "{");
        strictEqual(program.run().out, "one");
        strictEqual(program.run().out, "one");
    });

    it("--debug shows the lines of the TypeScript", () => {
        program.run();
        match(program.run("fail", "--debug").err, /cli\/main\.ts:3/);
    });
});
