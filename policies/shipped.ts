import aiServicesOptOut from "./ai-services-opt-out.json";
import declarativeEc2 from "./declarative-ec2.json";
import defaultBackup from "./default-backup.json";
import denyEverything from "./deny-everything.json";
import denyLeavingOrganization from "./deny-leaving-organization.json";
import denyRootUser from "./deny-root-user.json";
import onlyOurRegions from "./only-our-regions.json";
import organizationPerimeter from "./organization-perimeter.json";
import protectAccessRoles from "./protect-access-roles.json";
import protectAudit from "./protect-audit.json";
import protectEncryptionDefaults from "./protect-encryption-defaults.json";
import protectSecurityServices from "./protect-security-services.json";
import requireImdsv2 from "./require-imdsv2.json";
import requiredTags from "./required-tags.json";
import { checkParameters, type ParameterFault, type ParameterValue, type PolicyParameter } from "./parameters";
import { fillTemplate, type JsonObject } from "./template";

/** Imported one by one, so that the bundler finds them. They are files of this program, whose shape the tests check. */
const shipped: Readonly<Record<string, unknown>> = {
    "ai-services-opt-out": aiServicesOptOut,
    "declarative-ec2": declarativeEc2,
    "default-backup": defaultBackup,
    "deny-everything": denyEverything,
    "deny-leaving-organization": denyLeavingOrganization,
    "deny-root-user": denyRootUser,
    "only-our-regions": onlyOurRegions,
    "organization-perimeter": organizationPerimeter,
    "protect-access-roles": protectAccessRoles,
    "protect-audit": protectAudit,
    "protect-encryption-defaults": protectEncryptionDefaults,
    "protect-security-services": protectSecurityServices,
    "require-imdsv2": requireImdsv2,
    "required-tags": requiredTags,
};

/**
 * Names of the policies that this program ships, as `policies:` in the config spells them. This is a list, and not the
 * contents of the folder, because a company's own policies (`file: policies/freeze.json`) may be in the same folder.
 */
export const shippedPolicyNames: readonly string[] = Object.keys(shipped);

/** A policy that this program ships, with the parameters that a company sets in `with:`. */
export interface ShippedPolicy {
    /** Kebab case: the name of its file and, unless the config has another, of the policy at AWS. */
    readonly name: string;
    /** Policy type, as the Organizations API names it, for example `SERVICE_CONTROL_POLICY`. */
    readonly type: string;
    /** What the policy does, at most 512 characters: it is sent to AWS as the description. */
    readonly description: string;
    /** By name; empty if there is nothing to set. */
    readonly parameters: Readonly<Record<string, PolicyParameter>>;
    /** The policy with its placeholders, see {@link fillTemplate}. */
    readonly content: JsonObject;
    /** What to know before attaching it. */
    readonly notes: readonly string[];
    /** Addresses of the pages that its facts come from. */
    readonly sources: readonly string[];
}

/** A policy document that is ready to be sent, or every fault in the values. */
export type RenderedPolicy =
    | { readonly ok: true; readonly document: JsonObject }
    | { readonly ok: false; readonly faults: readonly ParameterFault[] };

/** The shipped policy of that name; undefined if there is none. */
export function shippedPolicy(name: string): ShippedPolicy | undefined {
    if (!shippedPolicyNames.includes(name)) return undefined;
    return { name, ...(shipped[name] as Omit<ShippedPolicy, "name">) };
}

/** Fills in a policy's parameters with the values given and the defaults, or returns every fault. */
export function renderShippedPolicy(policy: ShippedPolicy, values: Readonly<Record<string, unknown>>): RenderedPolicy {
    const faults = checkParameters(policy.name, policy.parameters, values);
    if (faults.length > 0) return { ok: false, faults };
    const filled: Record<string, ParameterValue> = {};
    for (const [name, parameter] of Object.entries(policy.parameters)) {
        // checkParameters has checked the types, and that required parameters are given.
        const value = (values[name] ?? parameter.default) as ParameterValue | undefined;
        if (value !== undefined) filled[name] = value;
    }
    return { ok: true, document: fillTemplate(policy.content, filled) };
}

/** The document without white space, which AWS counts against the size quota in API calls. */
export function minify(document: JsonObject): string {
    return JSON.stringify(document);
}
