import { readFileSync } from "node:fs";
import { join } from "node:path";

import { checkParameters, type ParameterFault, type ParameterValue, type PolicyParameter } from "./parameters";
import { fillTemplate, type JsonObject } from "./template";

/**
 * Names of the policies that this program ships, as `policies:` in the config writes them. A list and not the folder's
 * content, because a company's own policies (`file: policies/freeze.json`) may lie in the same folder.
 */
export const shippedPolicyNames: readonly string[] = [
    "ai-services-opt-out",
    "declarative-ec2",
    "default-backup",
    "deny-everything",
    "deny-leaving-organization",
    "deny-root-user",
    "only-our-regions",
    "organization-perimeter",
    "protect-access-roles",
    "protect-encryption-defaults",
    "protect-security-services",
    "require-imdsv2",
    "required-tags",
];

/** A policy that this program ships, with the parameters that a company sets by `with:`. */
export interface ShippedPolicy {
    /** Kebab case; the name of its file and, unless the config says otherwise, of the policy in AWS. */
    readonly name: string;
    /** Policy type in the words of the Organizations API, for example `SERVICE_CONTROL_POLICY`. */
    readonly type: string;
    /** What the policy does; sent to AWS as its description, so at most 512 characters. */
    readonly description: string;
    /** By name; empty when there is nothing to set. */
    readonly parameters: Readonly<Record<string, PolicyParameter>>;
    /** The policy with its placeholders, see {@link fillTemplate}. */
    readonly content: JsonObject;
    /** What one should know before attaching it. */
    readonly notes: readonly string[];
    /** Addresses of the pages that its facts come from. */
    readonly sources: readonly string[];
}

/** A policy document that is ready to be sent, or everything that is wrong with the values. */
export type RenderedPolicy =
    | { readonly ok: true; readonly document: JsonObject }
    | { readonly ok: false; readonly faults: readonly ParameterFault[] };

/** The shipped policy of that name; undefined if there is none. */
export function shippedPolicy(name: string): ShippedPolicy | undefined {
    if (!shippedPolicyNames.includes(name)) return undefined;
    const file = readFileSync(join(__dirname, `${name}.json`), "utf8");
    // Our own file, whose shape the tests prove.
    return { name, ...(JSON.parse(file) as Omit<ShippedPolicy, "name">) };
}

/** Fills a policy's parameters with the values given and the defaults, or tells every fault at once. */
export function renderShippedPolicy(policy: ShippedPolicy, values: Readonly<Record<string, unknown>>): RenderedPolicy {
    const faults = checkParameters(policy.name, policy.parameters, values);
    if (faults.length > 0) return { ok: false, faults };
    const filled: Record<string, ParameterValue> = {};
    for (const [name, parameter] of Object.entries(policy.parameters)) {
        // checkParameters has proved the type, and that what has no default is given.
        const value = (values[name] ?? parameter.default) as ParameterValue | undefined;
        if (value !== undefined) filled[name] = value;
    }
    return { ok: true, document: fillTemplate(policy.content, filled) };
}

/** The document without white space, as it is sent: AWS counts white space against a policy's quota when it comes by API. */
export function minify(document: JsonObject): string {
    return JSON.stringify(document);
}
