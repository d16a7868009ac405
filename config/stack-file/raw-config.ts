import { awsKeyFault } from "./aws-keys";
import type { Fault } from "../faults/fault";
import { nearest } from "../faults/nearest";
import { managementSchema } from "../schema/management";
import { memberSchema } from "../schema/member";
import { securitySchema } from "../schema/security";
import { displayValue } from "../faults/display-value";

/** A stack's config by key without namespace, with JSON parsed. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** The project's name in Pulumi.yaml before `pulumi new` changes it. As a prefix it still works. */
export const productName = "aws-organization";

// Namespaces of the engine and of providers, which use these keys themselves.
const foreign = new Set(["pulumi", "awsx", "aws-native", "github", "random", "tls", "command", "std", "time"]);

/**
 * The result of `pulumi.runtime.allConfig()` (text by `namespace:key`) as keys without namespace, and values. A key of this program in
 * another namespace is a fault: it would be ignored.
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

/** Maps, lists, numbers and booleans come as JSON; any other text is itself. */
function valueOf(text: string, full: string, faults: Fault[]): unknown {
    const trimmed = text.trim();
    if (!/^(?:[[{]|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$|true$|false$|null$)/iu.test(trimmed)) return text;
    try {
        return JSON.parse(trimmed) as unknown;
    } catch (error) {
        // A text may look like a number that JSON does not have, such as 0123.
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
