import type * as z from "zod";
import { decodeComplaint, unknownKey } from "../faults/complaint";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import { knownKeys } from "./known-keys";
import { misplacedKey } from "./misplaced-key";
import { nearest } from "../faults/nearest";
import { formatPath, valueAt, type Path } from "../faults/path";
import { scanTexts } from "./scan-texts";

type Issue = z.core.$ZodIssue;

/** Compares the config with its schema: faults go into the list. Returns what can still be judged. */
export function checkShape<T>(schema: z.ZodType<T>, raw: unknown, faults: FaultList, project: string): Draft<T> {
    const blemished = scanTexts(raw, faults);
    // A config is read once: zod would compile code for each schema, which takes longer than reading.
    const result = schema.safeParse(raw, { jitless: true });
    const issues = result.success ? [] : result.error.issues.flatMap((issue) => located(issue, []));
    const misspelt = issues.flatMap(({ issue, path }) => unknownKeys(schema, issue, path, raw, faults));
    for (const { issue, path } of issues) {
        if (issue.code === "unrecognized_keys") continue;
        // A missing key that is only misspelled is reported already.
        if (valueAt(raw, path) === undefined && misspelt.includes(formatPath(path))) continue;
        const complaint = decodeComplaint(issue.message);
        // A key under a wrong namespace is missing: show the right one.
        const full =
            path.length === 1 && valueAt(raw, path) === undefined ? ` (the engine reads it as ${project}:{path})` : "";
        faults.fault(path, { ...complaint, cure: complaint.cure + full });
    }
    const wrong = issues.flatMap(({ issue, path }) =>
        issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path],
    );
    return without(raw, [...blemished, ...wrong]) as Draft<T>;
}

/** Issues with their complete paths; for a union, those of the alternative that the value was meant for. */
function located(issue: Issue, base: Path): readonly { issue: Issue; path: Path }[] {
    const path = [...base, ...issue.path.map((part) => (typeof part === "symbol" ? part.toString() : part))];
    if (issue.code !== "invalid_union") return [{ issue, path }];
    const meant = issue.errors.find(
        (errors) => !errors.some((each) => each.path.length === 0 && each.code === "invalid_type"),
    );
    return meant === undefined ? [{ issue, path }] : meant.flatMap((each) => located(each, path));
}

/** Reports unknown keys with the nearest known one. Returns the paths of the known keys that were meant. */
function unknownKeys(schema: z.ZodType, issue: Issue, path: Path, raw: unknown, faults: FaultList): readonly string[] {
    if (issue.code !== "unrecognized_keys") return [];
    const known = knownKeys(schema, path);
    const given = Object.keys(valueAt(raw, path) ?? {});
    return issue.keys.flatMap((key) => {
        // A key that exists already was hardly meant again.
        const near =
            nearest(
                key,
                known.filter((each) => !given.includes(each)),
            ) ?? nearest(key, known);
        const place = path.length === 0 ? "the config" : formatPath(path);
        faults.fault([...path, key], {
            message: `${unknownKey} ${place}`,
            cure: misplacedKey(schema, path, key) ?? cureOf(near, known),
        });
        return near === undefined ? [] : [formatPath([...path, near])];
    });
}

function cureOf(near: string | undefined, known: readonly string[]): string {
    return near === undefined ? `take it out, or use one of ${known.join(", ")}` : `did you mean ${near}?`;
}

/** A copy without the values at those paths. */
function without(raw: unknown, paths: readonly Path[]): unknown {
    const copy: unknown = structuredClone(raw);
    for (const path of paths) {
        const last = path.at(-1);
        const parent = valueAt(copy, path.slice(0, -1));
        if (last === undefined || typeof parent !== "object" || parent === null) continue;
        // Removing an item leaves a gap, so that the others keep their index.
        if (Array.isArray(parent)) (parent as unknown[])[Number(last)] = undefined;
        else Reflect.deleteProperty(parent, last);
    }
    return copy;
}
