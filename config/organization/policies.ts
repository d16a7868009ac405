import { characterCount } from "../faults/characters";
import type { Draft } from "../model/draft";
import type { CheckContext } from "../check/context";
import { parametersOf, type KnownNames } from "./known-parameters";
import { policyContent } from "./policy-content";
import type { FaultList } from "../faults/fault-list";
import { checkFormerly } from "./formerly";
import type { Limits } from "../aws-facts/limits";
import type { PolicyConfig } from "../model/management-config";
import { nearest } from "../faults/nearest";
import { valueAt } from "../faults/path";
import { policyTypes } from "../aws-facts/policy-types";
import { attachmentFaults } from "./policy-attachments";
import { resolveTargets, type TargetWords } from "./policy-targets";
import type { ManagementInput } from "../schema/management";
import type { Tags } from "../model/tags";
import { checkTags } from "./tags";
import { renderShippedPolicy, shippedPolicy, shippedPolicyNames, type ShippedPolicy } from "../../policies/shipped";

type PolicyDraft = Draft<NonNullable<ManagementInput["policies"]>[string]>;

/** What policies are judged with. */
export interface PoliciesContext {
    readonly limits: Limits;
    readonly targets: TargetWords;
    /** Policy types that are enabled in the organization. */
    readonly policyTypes: readonly string[];
    /** Values of the config that shipped policies need. */
    readonly known: KnownNames;
}

/** The policies with their minified documents; faults go into the list. */
export function resolvePolicies(
    policies: Draft<ManagementInput["policies"]> | undefined,
    context: PoliciesContext,
    judge: CheckContext,
): readonly PolicyConfig[] {
    const entries = Object.entries(policies ?? {}).map(([name, policy]) => [name, policy ?? {}] as const);
    const formerly = checkFormerly("policies", entries, judge.faults);
    const resolved = entries.map(([name, policy]) => ({
        ...resolvePolicy(name, policy, context, judge),
        formerly: formerly(name),
    }));
    for (const { path, target, ...complaint } of attachmentFaults(resolved, context.limits)) {
        judge.faults.fault(path, complaint, JSON.stringify(target));
    }
    return resolved;
}

function resolvePolicy(
    name: string,
    policy: PolicyDraft,
    context: PoliciesContext,
    judge: CheckContext,
): Omit<PolicyConfig, "formerly"> {
    const { faults } = judge;
    const { limits } = context;
    const path = ["policies", name];
    const own = isOwn(name, faults);
    const shipped = own ? undefined : shippedPolicy(name);
    const type = policy.type ?? shipped?.type ?? "SERVICE_CONTROL_POLICY";
    if (name.length > limits.policyName)
        faults.fault(
            path,
            { message: `has a name of ${name.length} characters; AWS takes ${limits.policyName}`, cure: "shorten it" },
            JSON.stringify(name),
        );
    const description = policy.description ?? shipped?.description ?? "";
    if (description.length > limits.policyDescription) {
        faults.fault([...path, "description"], {
            message: `is ${description.length} characters long; AWS takes ${limits.policyDescription}`,
            cure: `shorten it to ${limits.policyDescription}`,
        });
    }
    checkSource(name, policy, shipped, faults);
    checkTags([...path, "tags"], policy.tags, limits, faults);
    if (!context.policyTypes.includes(type)) {
        faults.fault(
            policy.type === undefined ? path : [...path, "type"],
            {
                message: `is a ${policyTypes[type]?.title ?? type}, and that type is not on in this organization`,
                cure: `add it: organization: { policyTypes: [${[...context.policyTypes, type].join(", ")}] }`,
            },
            JSON.stringify(policy.type ?? name),
        );
    }
    const document =
        shipped === undefined
            ? policyContent(name, policy, type, judge)
            : filled(name, policy, shipped, context, judge);
    const minified = JSON.stringify(document);
    checkSize(name, policy, type, minified, limits, judge);
    return {
        name,
        type,
        description,
        document,
        minified,
        targets: resolveTargets(name, policy.targets, type, context.targets, faults),
        overwrite: policy.overwrite ?? false,
        tags: (policy.tags ?? {}) as Tags,
    };
}

/** Whether the policy is a custom one, even with a faulty file or document. */
function isOwn(name: string, { config }: FaultList): boolean {
    return ["file", "document"].some((key) => valueAt(config, ["policies", name, key]) !== undefined);
}

/** A policy has one source: a shipped policy by its name, a file or a document. */
function checkSource(
    name: string,
    policy: PolicyDraft,
    shipped: ShippedPolicy | undefined,
    faults: CheckContext["faults"],
): void {
    const path = ["policies", name];
    if (policy.file !== undefined && policy.document !== undefined) {
        faults.fault([...path, "document"], { message: "cannot be used beside file", cure: "keep one of the two" });
    }
    const own = isOwn(name, faults);
    if (!own && shipped === undefined) {
        const near = nearest(name, shippedPolicyNames);
        const hint = near === undefined ? `shipped are ${shippedPolicyNames.join(", ")}` : `did you mean ${near}?`;
        faults.fault(
            path,
            {
                message: "is not a shipped policy, and has neither file nor document",
                cure: `${hint} For a custom policy write: file: policies/${name.replace(/\W+/gu, "-")}.json`,
            },
            JSON.stringify(name),
        );
    }
    if (own && policy.with !== undefined)
        faults.fault([...path, "with"], {
            message: "is for shipped policies; this one has a document of its own",
            cure: "take it out",
        });
    if (shipped !== undefined && policy.type !== undefined && policy.type !== shipped.type) {
        faults.fault([...path, "type"], {
            message: `is not the shipped policy's type, ${shipped.type}`,
            cure: "take the line out",
        });
    }
}

function filled(
    name: string,
    policy: PolicyDraft,
    shipped: ShippedPolicy,
    { known }: PoliciesContext,
    { faults }: CheckContext,
): Readonly<Record<string, unknown>> {
    const given = policy.with ?? {};
    const values = Object.entries(parametersOf(name, known, given)).filter(
        ([parameter]) => Object.hasOwn(shipped.parameters, parameter) || Object.hasOwn(given, parameter),
    );
    const rendered = renderShippedPolicy(shipped, Object.fromEntries(values));
    if (rendered.ok) return rendered.document;
    for (const { parameter, message, cure } of rendered.faults)
        faults.fault(["policies", name, "with", ...parameterPath(parameter)], { message, cure });
    return {};
}

/** `regions[1]` and `tags.Owner[0]` as keys and indexes. */
function parameterPath(parameter: string): readonly (string | number)[] {
    const parts = parameter.split(/[.[\]]/u).filter((part) => part !== "");
    return parts.map((part) => (/^\d+$/u.test(part) ? Number(part) : part));
}

function checkSize(
    name: string,
    policy: PolicyDraft,
    type: string,
    minified: string,
    limits: Limits,
    { faults }: CheckContext,
): void {
    const limit = policyTypes[type]?.size;
    // AWS counts characters, not bytes; one outside the basic plane counts as one.
    const size = characterCount(minified);
    if (limit === undefined || size <= limits[limit]) return;
    const last = policy.file !== undefined ? ["file"] : policy.document !== undefined ? ["document"] : [];
    faults.fault(
        ["policies", name, ...last],
        {
            message: `is ${size.toLocaleString("en")} characters without white space; AWS takes ${limits[limit].toLocaleString("en")} for a ${policyTypes[type]!.title}`,
            cure: "split it into two policies, or join actions by wildcards",
        },
        last.length === 0 ? JSON.stringify(name) : undefined,
    );
}
