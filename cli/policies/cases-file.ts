import { basename } from "node:path";
import type * as z from "zod";
import { type Fault, displayValue, formatPath, valueAt } from "../../config/faults";
import { readUserFile } from "../../config/files";
import type { ShapeCase, VerdictCase } from "../../policies/cases";
import { shapeCases, verdictCases } from "../../policies/cases-schema";

export type Cases =
    | { readonly kind: "verdicts"; readonly cases: readonly VerdictCase[] }
    | { readonly kind: "shapes"; readonly cases: readonly ShapeCase[] };

/** Cures for values of a wrong form, by the last part of their path. */
const cures: Readonly<Record<string, string>> = {
    action: "write service:Action, as in s3:GetObject",
    principal: "write an ARN of a user, a role's session or a root user, an AWS service, or anonymous",
    resource: "write an ARN, or * for an action without a resource",
    account: "write 12 digits in quotes",
    expect: "write allowed or denied",
};

/** Reads a file of test cases: its cases, or all its faults; undefined where there is no such file. */
export function readCases(file: string, type: string): Cases | { readonly faults: readonly Fault[] } | undefined {
    let text: string;
    try {
        text = readUserFile(file)
            .toString("utf8")
            .replace(/^\uFEFF/u, "");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
    const name = basename(file);
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch (error) {
        const message = `is not JSON: ${error instanceof Error ? error.message : String(error)}`;
        return { faults: [{ severity: "fault", path: name, message, cure: "correct it" }] };
    }
    const hasVerdicts = /^(?:SERVICE|RESOURCE)_CONTROL_POLICY$/u.test(type);
    const read = (hasVerdicts ? verdictCases : shapeCases).safeParse(value);
    if (!read.success) return { faults: read.error.issues.flatMap((issue) => faultsOf(issue, name, value)) };
    const twice = repeated(read.data.map((each) => each.name));
    if (twice.length > 0)
        return {
            faults: twice.map((each) => ({
                severity: "fault",
                path: name,
                value: displayValue(each),
                message: "is the name of two cases",
                cure: "give each a name of its own",
            })),
        };
    // The schema above has checked it.
    return { kind: hasVerdicts ? "verdicts" : "shapes", cases: read.data } as unknown as Cases;
}

function faultsOf(issue: z.core.$ZodIssue, name: string, value: unknown): readonly Fault[] {
    const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
    if (issue.code === "unrecognized_keys")
        return issue.keys.map((key) => ({
            severity: "fault",
            path: `${name}${formatPath([...path, key]).replace(/^(?!\[)/u, ".")}`,
            message: "is no key of a case",
            cure: "take it out, or see docs/trying-policies.md",
        }));
    const given = valueAt(value, path);
    const place = path.length === 0 ? "" : formatPath(path).replace(/^(?!\[)/u, ".");
    return [
        {
            severity: "fault",
            path: `${name}${place}`,
            ...(given === undefined ? {} : { value: displayValue(given) }),
            message: given === undefined ? "is required, and missing" : messageOf(issue),
            cure: cureOf(path),
        },
    ];
}

/** The library's own messages show its patterns and types. */
function messageOf(issue: z.core.$ZodIssue): string {
    switch (issue.code) {
        case "invalid_type":
            return `must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
        case "invalid_union":
            return "is neither a text nor a list of texts";
        case "too_small":
            return "is empty";
        case "invalid_value":
            return "is not one of the words that this key takes";
        case "custom":
            return issue.message;
        default:
            return "has another form";
    }
}

const kinds: Readonly<Record<string, string>> = {
    array: "a list of cases",
    object: "a map",
    record: "a map",
    string: "a text",
};

function cureOf(path: readonly (string | number)[]): string {
    if (path.at(-2) === "context") return "write each value as a text in quotes, or a list of texts";
    return cures[String(path.at(-1))] ?? "see the example in docs/trying-policies.md";
}

function repeated(names: readonly string[]): readonly string[] {
    return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
