import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { cached, contentKey } from "../../sandbox/cache";

const source = path.join(__dirname, "stack-file-reader", "main.go");
const modules = ["go.mod", "go.sum"].map((file) => path.join(__dirname, "../../sandbox/engine", file));

/** What the engine reads in a stack's file: a program's config by full key, or its error. */
export interface Reading {
    readonly config?: Readonly<Record<string, string>>;
    /** The same after `pulumi config set` of another key has rewritten the file. */
    readonly rewritten?: Readonly<Record<string, string>>;
    readonly error?: string;
}

/** Reads stack files with the engine's own packages, in one process (stack-file-reader/main.go). */
export async function readByEngine(
    files: readonly (string | Uint8Array)[],
    projectFile: string,
): Promise<readonly Reading[]> {
    const built = await cached("stack-file-reader", contentKey([...modules, source]), async (folder) => {
        for (const file of [...modules, source]) fs.copyFileSync(file, path.join(folder, path.basename(file)));
        await execa("go", ["build", "-trimpath", "-buildvcs=false", "-o", "reader", "."], { cwd: folder });
    });
    const input = files.map((file) => `${Buffer.from(file).toString("base64")}\n`).join("");
    const { stdout } = await execa(path.join(built, "reader"), [path.dirname(projectFile)], {
        input,
        maxBuffer: 2 ** 30,
    });
    return stdout.split("\n").map((line) => JSON.parse(line) as Reading);
}
