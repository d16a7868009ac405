import type { PolicyConfig } from "../../config";
import { policyTypes } from "../../config/aws-facts";
import { effectivePolicy, type EffectiveSetting } from "../../policies/evaluate";
import type { JsonObject } from "../../policies/template";

/** The policies of one type that apply to an account, or to the accounts of a unit. */
export interface Binding {
    readonly type: string;
    /** Levels with policies attached, the root first; levels without any are left out. */
    readonly attached: readonly { readonly level: string; readonly policies: readonly string[] }[];
    /** The effective settings, for management policies. */
    readonly settings?: readonly EffectiveSetting[];
}

/**
 * Finds the policies of a type that apply.
 *
 * @param levels what the config attaches, the root first
 * @param isOn whether the type is enabled in the organization: AWS then attaches a policy of its own at each level
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
