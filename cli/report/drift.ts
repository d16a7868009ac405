/** Reads what `org fleet refresh --json --out <file>` wrote. */
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { readUserFile } from "../../config/files";
import { diskFault } from "../common/disk-faults";
import { CliError, exitCodes } from "../common/ui";
import type { Drift, DriftOfStack } from "./model";

/** The part of a fleet's summary (cli/fleet/summary.ts) that the report shows. */
const summary = z.object({
    operation: z.string(),
    stacks: z.array(
        z.object({
            stack: z.string(),
            result: z.string(),
            why: z.string().optional(),
            changes: z.array(z.object({ kind: z.string(), name: z.string(), type: z.string() })),
        }),
    ),
});

const cure = "name a file that ./org fleet refresh --json --out <file> wrote, or a folder with such files";

/**
 * Combines the files, which may be parts of a fleet; for a stack in two files, the newer one counts.
 *
 * @throws CliError for a file that is no such result
 */
export function readDrift(paths: readonly string[]): Drift {
    const files = paths.flatMap((path) => filesAt(path));
    const read = files
        .map((file) => ({ file, time: statSync(file).mtimeMs, stacks: stacksOf(file) }))
        .sort((a, b) => a.time - b.time);
    const stacks = new Map<string, DriftOfStack>();
    for (const part of read) for (const each of part.stacks) stacks.set(each.stack, each);
    return {
        files: read.map(({ file }) => basename(file)).sort(),
        asOf: new Date(read.at(-1)!.time).toISOString(),
        stacks: [...stacks.values()],
    };
}

function filesAt(path: string): readonly string[] {
    try {
        if (!statSync(path).isDirectory()) return [path];
        const files = readdirSync(path)
            .filter((name) => name.endsWith(".json"))
            .sort()
            .map((name) => join(path, name));
        if (files.length > 0) return files;
    } catch (error) {
        const fault = diskFault(error, "read", path);
        if ((error as NodeJS.ErrnoException).code === "ENOENT")
            throw new CliError(`--drift ${path} is not there`, cure, exitCodes.usage);
        throw fault === undefined ? error : new CliError(`${path} cannot be read: ${fault.why}`, fault.cure);
    }
    throw new CliError(
        `--drift ${path} has no result of a check: no file in it ends with .json`,
        cure,
        exitCodes.usage,
    );
}

function stacksOf(file: string): readonly DriftOfStack[] {
    const read = summary.safeParse(jsonOf(file));
    if (!read.success) throw new CliError(`--drift ${file} is no result of ./org fleet refresh`, cure, exitCodes.usage);
    const { operation, stacks } = read.data;
    if (operation !== "refresh")
        throw new CliError(
            `--drift ${file} is the result of ./org fleet ${operation}, which says nothing of drift`,
            cure,
            exitCodes.usage,
        );
    return stacks.map(({ why, ...stack }) => ({ ...stack, ...(why === undefined ? {} : { why }) }));
}

function jsonOf(file: string): unknown {
    try {
        return JSON.parse(
            readUserFile(file)
                .toString("utf8")
                .replace(/^\uFEFF/u, ""),
        );
    } catch (error) {
        if (error instanceof SyntaxError) return undefined;
        throw error;
    }
}
