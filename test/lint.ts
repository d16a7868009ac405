/**
 * Lints all files in the first run, and later those whose text, or the text of any file that they import directly or not, has changed since
 * they were last without faults, in any clone: the rules use types. Lints everything again when a package, a setting or this file changes.
 */
import { execa } from "execa";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { cacheRoot } from "../sandbox/locations";

const root = path.resolve(__dirname, "..");
// For all clones: a state is the same wherever the files are.
const kept = path.join(cacheRoot, "linted.json");
const grounds = ["node_modules/.package-lock.json", "eslint.config.mjs", "tsconfig.json", "test/lint.ts"];

/** A hash of everything that the faults of a file depend on, by the file's path in the folder. */
export function statesOf(folder: string, files: readonly string[]): ReadonlyMap<string, string> {
    const read = (file: string): string => fs.readFileSync(path.join(folder, file), "utf8");
    const all = hash(grounds.map((file) => (fs.existsSync(path.join(folder, file)) ? read(file) : "")).join("\0"));
    const texts = new Map(files.map((file) => [file, read(file)]));
    const imports = new Map([...texts].map(([file, text]) => [file, importsOf(file, text, texts)]));
    return new Map(
        files.map((file) => {
            const reached = new Set([file]);
            for (const each of reached) for (const next of imports.get(each) ?? []) reached.add(next);
            return [file, hash([all, ...[...reached].sort().map((each) => `${each}\0${texts.get(each)!}`)].join("\0"))];
        }),
    );
}

/** Those of `known` that a file imports, from which its types come. */
function importsOf(file: string, text: string, known: ReadonlyMap<string, string>): readonly string[] {
    const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
    return named
        .filter((name) => name.startsWith("."))
        .map((name) => path.join(path.dirname(file), name))
        .flatMap((name) => [name, `${name}.ts`, `${name}.js`, path.join(name, "index.ts")])
        .filter((name) => known.has(name));
}

function hash(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

function known(): Readonly<Record<string, string>> {
    try {
        return JSON.parse(fs.readFileSync(kept, "utf8")) as Readonly<Record<string, string>>;
    } catch {
        return {};
    }
}

async function main(): Promise<void> {
    const found = ts.sys.readDirectory(root, [".ts", ".js", ".mjs", ".json"], ["node_modules", ".sandbox"]);
    const states = statesOf(
        root,
        found.map((file) => path.relative(root, file)),
    );
    const before = known();
    const changed = [...states].filter(([file, state]) => !file.endsWith(".json") && before[file] !== state);
    const files = changed.map(([file]) => file);
    const run =
        files.length > 0 &&
        (await execa("eslint", files, { cwd: root, preferLocal: true, stdio: "inherit", reject: false }));
    if (run && run.failed) process.exitCode = 1;
    else {
        fs.mkdirSync(path.dirname(kept), { recursive: true });
        fs.writeFileSync(kept, JSON.stringify(Object.fromEntries(states)));
    }
}

if (require.main === module) void main();
