import { fail } from "node:assert/strict";

import { renderShippedPolicy, type ShippedPolicy, shippedPolicy, shippedPolicyNames } from "../../../policies/shipped";
import type { JsonObject } from "../../../policies/template";

export const shippedPolicies: readonly ShippedPolicy[] = shippedPolicyNames.map((name) => shippedPolicy(name)!);

/** Values from the examples of a policy's parameters: of the required ones alone, or of all. */
export function sampleValues(policy: ShippedPolicy, which: "required" | "all"): Record<string, unknown> {
    const wanted = Object.entries(policy.parameters).filter(([, { required }]) => which === "all" || required);
    return Object.fromEntries(wanted.map(([name, parameter]) => [name, parameter.example]));
}

export function render(policy: ShippedPolicy, values: Readonly<Record<string, unknown>>): JsonObject {
    const rendered = renderShippedPolicy(policy, values);
    return rendered.ok ? rendered.document : fail(`${policy.name}: ${JSON.stringify(rendered.faults)}`);
}

/** A statement of an SCP or RCP, as far as the tests look at it. */
export interface Statement {
    readonly Sid?: string;
    readonly Effect: string;
    readonly Principal?: string;
    readonly Action?: string | readonly string[];
    readonly NotAction?: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export function statements(document: JsonObject): readonly Statement[] {
    return document["Statement"] as unknown as readonly Statement[];
}
