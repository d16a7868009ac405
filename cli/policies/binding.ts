import type { PolicyConfig } from "../../config";
import { policyTypes } from "../../config/aws-facts";
import { effectivePolicy, type EffectiveSetting } from "../../policies/evaluate";
import type { JsonObject } from "../../policies/template";

/** What binds an account, or a unit's accounts, of one type of policy. */
export interface Binding {
    readonly type: string;
    /** Where policies are attached, the root first; without levels that have none. */
    readonly attached: readonly { readonly level: string; readonly policies: readonly string[] }[];
    /** Of management policies: what they make together. */
    readonly settings?: readonly EffectiveSetting[];
}

/**
 * @param levels what the config attaches, the root first
 * @param isOn whether the organization has the type on: AWS then attaches a policy of its own at each level
 */
export function bindingOf(
    type: string,
    levels: readonly { readonly name: string; readonly policies: readonly PolicyConfig[] }[],
    isOn: boolean,
): Binding {
    const { language, ...policyType } = policyTypes[type]!;
    const byAws = isOn && policyType.attachedByAws !== undefined ? [policyType.attachedByAws] : [];
    const attached = levels.map(({ name, policies }) => ({
        level: name,
        policies: [...byAws, ...policies.map((policy) => policy.name)],
    }));
    const binding = { type, attached: attached.filter(({ policies }) => policies.length > 0) };
    if (language !== "management") return binding;
    const documents = levels.map(({ name, policies }) => ({
        name,
        documents: policies.map(({ name: policy, document }) => ({ policy, document: document as JsonObject })),
    }));
    return { ...binding, settings: effectivePolicy(type, documents) };
}
