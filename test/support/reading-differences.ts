import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { rawConfig, readStackFile } from "../../config";
import { readByEngine, type Reading } from "./engine-reading";
import { stackFileText } from "./stack-file-generator";

/** A file that `validate` accepts, and the engine refuses or reads differently. */
export interface Difference {
    readonly text: string;
    readonly ours: unknown;
    readonly engine: unknown;
}

const project = "aws-organization";

/** Generated stack files in which the engine and `validate` differ, and how many of all files both accept. */
export async function readingDifferences(
    count: number,
    seed: number,
    projectFile: string,
): Promise<{ readonly differences: readonly Difference[]; readonly accepted: number }> {
    const texts = fc.sample(stackFileText(), { numRuns: count, seed });
    const readings = await readByEngine(texts, projectFile);
    const accepted = texts.filter((text) => readStackFile(text, project).faults.length === 0).length;
    return { accepted, differences: texts.flatMap((text, index) => difference(text, readings[index]!)) };
}

/** Compares the two readings of one file. */
export function difference(text: string, reading: Reading): readonly Difference[] {
    const { raw, faults } = readStackFile(text, project);
    if (faults.length > 0) return [];
    if (reading.error !== undefined) return [{ text, ours: raw, engine: reading.error }];
    // `pulumi config` itself rewrites nothing.
    const { config = {}, rewritten = config } = reading;
    return [config, rewritten].flatMap((all) => {
        const engine = rawConfig(all, project).raw;
        return isDeepStrictEqual(withoutNulls(raw), withoutNulls(engine)) ? [] : [{ text, ours: raw, engine }];
    });
}

/** A key with nothing behind it is an empty text to the engine, and null to `validate`, which reports it. */
function withoutNulls(raw: Readonly<Record<string, unknown>>): unknown {
    return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, value ?? ""]));
}
