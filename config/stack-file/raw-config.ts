import { awsKeyFault } from "./aws-keys";
import type { Fault } from "../faults/fault";
import { nearest } from "../faults/nearest";
import { managementSchema } from "../schema/management";
import { memberSchema } from "../schema/member";
import { securitySchema } from "../schema/security";
import { displayValue } from "../faults/display-value";

/** A stack's config by bare key: the namespace is taken off, JSON is read. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** The name of this program in Pulumi.yaml before `pulumi new` renames it: its prefix keeps working. */
export const productName = "aws-organization";

// Namespaces of the engine and of providers: their keys are theirs.
const foreign = new Set(["pulumi", "awsx", "aws-native", "github", "random", "tls", "command", "std", "time"]);

/**
 * What `pulumi.runtime.allConfig()` gives (`namespace:key` → text) as bare keys and values. Keys of another namespace that this program
 * knows are faults: they would be ignored.
 */
export function rawConfig(
    all: Readonly<Record<string, string>>,
    project: string,
): { readonly raw: RawConfig; readonly faults: readonly Fault[] } {
    const read: [string, unknown][] = [];
    const faults: Fault[] = [];
    for (const [full, text] of Object.entries(all)) {
        const [namespace, key] = splitKey(full, project);
        if (namespace !== project && namespace !== productName) {
            const fault = wrongNamespace(namespace, key, text, project);
            if (fault !== undefined) faults.push(fault);
        } else if (namespace === productName && namespace !== project && `${project}:${key}` in all) {
            faults.push(
                fault(
                    full,
                    text,
                    `is written beside ${project}:${key}, which is the same key`,
                    "keep one of the two, without a prefix",
                ),
            );
        } else {
            read.push([key, valueOf(text, full, faults)]);
        }
    }
    // A key may be called __proto__.
    return { raw: Object.fromEntries(read), faults };
}

function splitKey(full: string, project: string): readonly [namespace: string, key: string] {
    const colon = full.indexOf(":");
    return colon < 0 ? [project, full] : [full.slice(0, colon), full.slice(colon + 1)];
}

function wrongNamespace(namespace: string, key: string, text: string, project: string): Fault | undefined {
    if (namespace === "aws") return awsKeyFault(key, text);
    if (foreign.has(namespace)) return undefined;
    const known = [managementSchema, securitySchema, memberSchema].flatMap((schema) => Object.keys(schema.shape));
    const meant = nearest(key, known);
    if (meant === undefined) return undefined;
    return fault(
        `${namespace}:${key}`,
        text,
        `has the namespace ${namespace}, which nobody reads`,
        `write it without a namespace: ${meant}: ${text.length < 60 ? text : "…"} (the engine reads it as ${project}:${meant})`,
    );
}

/** Maps and lists come as JSON, and so do numbers and booleans; any other text is itself. */
function valueOf(text: string, full: string, faults: Fault[]): unknown {
    const trimmed = text.trim();
    if (!/^(?:[[{]|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$|true$|false$|null$)/iu.test(trimmed)) return text;
    try {
        return JSON.parse(trimmed) as unknown;
    } catch (error) {
        // A text may look like a number that JSON does not know, as 0123 does.
        if (!/^[[{]/u.test(trimmed)) return text;
        faults.push(
            fault(
                full,
                text,
                `is no JSON: ${(error as Error).message}`,
                "write it in the stack file as YAML, or set it again with pulumi config set --path",
            ),
        );
        return undefined;
    }
}

function fault(path: string, text: string, message: string, cure: string): Fault {
    return { path, value: displayValue(text), message, cure, severity: "fault" };
}
