import { join, relative } from "node:path";
import { generateDocs, generateSchema } from "../../config";
import { readUserFile } from "../../config/files";
import { writeTextFile } from "../common/byte-file";
import { findProject } from "../common/project";
import { exitCodes, print, say } from "../common/ui";

/** Options of `org schema`. */
export interface SchemaOptions {
    readonly dir: string;
    readonly docs?: boolean;
    readonly stdout?: boolean;
    readonly check?: boolean;
}

/** Writes the JSON Schema and, with `docs`, the reference page; with `check` it only compares them. Returns the exit code. */
export function schema({ dir, docs = false, stdout = false, check = false }: SchemaOptions): number {
    const json = JSON.stringify(generateSchema(), undefined, 2);
    if (stdout) {
        print(json);
        return exitCodes.ok;
    }
    const project = findProject(dir);
    const wanted: (readonly [file: string, text: string])[] = [[join(project.dir, "config.schema.json"), `${json}\n`]];
    if (docs) wanted.push([join(project.dir, "docs", "configuration.md"), generateDocs()]);
    const stale = wanted.filter(([file, text]) => current(file) !== text);
    for (const [file, text] of stale) {
        const name = relative(process.cwd(), file);
        if (check) say(`${name} is stale: run ./org schema${docs ? " --docs" : ""}`);
        else write(file, text, name);
    }
    if (stale.length === 0) say("up to date");
    return check && stale.length > 0 ? exitCodes.fault : exitCodes.ok;
}

function write(file: string, text: string, name: string): void {
    writeTextFile(file, text);
    say(`wrote ${name}`);
}

function current(file: string): string | undefined {
    try {
        return readUserFile(file).toString("utf8");
    } catch {
        return undefined;
    }
}
