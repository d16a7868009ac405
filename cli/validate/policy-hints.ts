import { partitionOf, policyTypes } from "../../config/aws-facts";
import { meaningOfTarget } from "../../config/names";
import { formatPath, valueAt, type Fault } from "../../config/faults";
import type { ManagementConfig } from "../../config";
import type { Hint } from "../../policies/hints/aws-names";
import { mootDenials, type HintedPolicy } from "../../policies/hints/moot";
import { unknownNames } from "../../policies/hints/unknown-names";
import { unmatched } from "../../policies/hints/unmatched";
import { unreadable } from "../../policies/hints/unreadable";
import { shippedPolicyNames } from "../../policies/shipped";
import { loadAwsNames } from "./aws-names";

/**
 * Warnings about policies that the config itself has, and about inline policies of its roles: AWS accepts them, but they may not do what
 * they seem to do. Shipped policies are left out: this repository's tests check them.
 *
 * @param raw the config as it is written in the stack file
 */
export async function policyHints(
    { policies, access, accounts, units }: ManagementConfig,
    raw: Readonly<Record<string, unknown>>,
    region: string,
): Promise<readonly Fault[]> {
    const authorizing = policies.filter(({ type }) => policyTypes[type]?.language !== "management");
    const own = authorizing.filter(
        ({ name }) => sourceOf(name, raw) !== undefined || !shippedPolicyNames.includes(name),
    );
    const inline = access.flatMap(({ role, inline: document }) =>
        document === undefined ? [] : [{ role, document: document as unknown as HintedPolicy["document"] }],
    );
    if (own.length === 0 && inline.length === 0) return [];
    const names = await loadAwsNames([...own, ...inline].map(({ document }) => document));
    const partition = partitionOf(region);
    const unitOf = new Map(accounts.map(({ key, unit }) => [key, unit]));
    const paths = new Set(units.map(({ path }) => path));
    const isBelow = (above: string, below: string): boolean => {
        if (above === "root" || above === below) return true;
        const meaning = meaningOfTarget(below, (path) => paths.has(path));
        if (meaning.kind === "root") return false;
        const place = meaning.kind === "unit" ? meaning.path : unitOf.get(meaning.key);
        return place !== undefined && paths.has(above) && `${place}/`.startsWith(`${above}/`);
    };
    const moot = mootDenials(authorizing, isBelow);
    return [
        ...own.flatMap((policy) => {
            const path = ["policies", policy.name];
            const source = sourceOf(policy.name, raw) ?? "document";
            const hints = [
                ...unknownNames(policy.document, names),
                ...unmatched(policy.document, policy.type, partition, names),
                ...unreadable(policy.document),
                ...(moot.get(policy.name) ?? []),
            ];
            return hints.map((hint) => warning([...path, source], hint, isMap(raw, [...path, source])));
        }),
        ...inline.flatMap(({ role, document }) => {
            const path = ["access", role, "inline"];
            const hints = [
                ...unknownNames(document, names),
                ...unmatched(document, "", partition, names),
                ...unreadable(document),
            ];
            return hints.map((hint) => warning(path, hint, isMap(raw, path)));
        }),
    ];
}

function sourceOf(name: string, raw: Readonly<Record<string, unknown>>): "file" | "document" | undefined {
    return (["file", "document"] as const).find((key) => valueAt(raw, ["policies", name, key]) !== undefined);
}

/** Whether the document is written in the stack file itself, so that its parts have lines there. */
function isMap(raw: unknown, path: readonly string[]): boolean {
    return typeof valueAt(raw, path) === "object";
}

function warning(path: readonly string[], { at: inside, message, cure }: Hint, isInside: boolean): Fault {
    const place = formatPath(inside);
    return {
        severity: "warning",
        path: formatPath(isInside ? [...path, ...inside] : path),
        message: isInside ? message : `${place}: ${message}`,
        cure,
    };
}
