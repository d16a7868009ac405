import { characterCount } from "../faults/characters";
import type { Complaint } from "../faults/complaint";
import type { CheckContext } from "../check/context";
import type { Draft } from "../model/draft";
import type { Limits } from "../aws-facts/limits";
import type { ManagementConfig } from "../model/management-config";
import { nearest } from "../faults/nearest";
import { checkDocument, inlineDocument } from "./policy-content";
import type { PolicyDocument } from "../model/policy-document";
import { policyTypes } from "../aws-facts/policy-types";
import type { ManagementInput } from "../schema/management";
import { nearestService, services as knownServices } from "../aws-facts/services";

/** Central root access is a feature of IAM (iam:EnableOrganizationsRootCredentialsManagement), and needs trusted access for it. */
const rootAccessService = "iam.amazonaws.com";
/** Contacts of members are set through Account Management (Account Management API, PutAlternateContact). */
const contactsService = "account.amazonaws.com";

/** The organization's own settings; faults go into the list. */
export function resolveOrganization(
    draft: Draft<ManagementInput>,
    limits: Limits,
    judge: CheckContext,
): ManagementConfig["organization"] {
    const { faults } = judge;
    const organization = draft.organization ?? {};
    const types = withoutInvalid(organization.policyTypes);
    const policyTypesOn = organization.policyTypes === undefined ? ["SERVICE_CONTROL_POLICY"] : types;
    const declared = withoutInvalid(organization.services);
    const disable = withoutInvalid(organization.disable);
    const rootAccess = organization.rootAccess ?? true;
    checkServices(organization.services ?? [], faults);
    checkDisable(organization.disable ?? [], [...declared, ...policyTypesOn], rootAccess, faults);
    if (
        !declared.includes(contactsService) &&
        Object.keys(draft.contacts ?? {}).length > 0 &&
        Object.keys(draft.accounts ?? {}).length > 0
    ) {
        faults.fault(
            ["contacts"],
            {
                message: `sets contacts of member accounts, and ${contactsService} is not among the services`,
                cure: addService(contactsService, declared),
            },
            Object.keys(draft.contacts ?? {}).join(", "),
        );
    }
    const services = unique(rootAccess ? [...declared, rootAccessService] : declared);
    const resourcePolicy = resolveResourcePolicy(organization.resourcePolicy, limits, judge);
    return {
        ...(organization.id !== undefined && { id: organization.id }),
        policyTypes: unique(policyTypesOn),
        services,
        disable: unique(disable),
        rootAccess,
        overwrite: organization.overwrite ?? false,
        ...(resourcePolicy !== undefined && { resourcePolicy }),
    };
}

/** The cure that adds a service. */
export function addService(service: string, declared: readonly string[]): string {
    return `add it: organization: { services: [${[...declared, service].join(", ")}] }`;
}

/** The items without the ones that were removed for a fault. */
export function withoutInvalid<T>(list: readonly (T | undefined)[] | undefined): readonly T[] {
    return (list ?? []).filter((item): item is T => item !== undefined);
}

function checkServices(list: readonly (string | undefined)[], faults: CheckContext["faults"]): void {
    list.forEach((service, index) => {
        if (service === undefined) return;
        const path = ["organization", "services", index];
        if (list.indexOf(service) < index)
            faults.warn(path, { message: "is written twice", cure: "take one of the two out" });
        else if (!Object.hasOwn(knownServices, service)) faults.warn(path, unknownService(service));
    });
}

/** A service that is not in the table may be new: a warning, with the nearest known one. */
export function unknownService(service: string): { readonly message: string; readonly cure: string } {
    const near = nearestService(service);
    const check = "else check it on AWS's page of services that work with Organizations";
    return {
        message: "is not a service known to work with Organizations",
        cure: near === undefined ? check : `did you mean ${near}? ${check}`,
    };
}

function checkDisable(
    list: readonly (string | undefined)[],
    on: readonly string[],
    rootAccess: boolean,
    faults: CheckContext["faults"],
): void {
    list.forEach((name, index) => {
        if (name === undefined) return;
        const path = ["organization", "disable", index];
        if (on.includes(name))
            faults.fault(path, { message: "is switched on by the same config", cure: "keep one of the two" });
        else if (rootAccess && name === rootAccessService)
            faults.fault(path, {
                message: "is what central root access needs",
                cure: "take it out, or write: rootAccess: false",
            });
        else if (!Object.hasOwn(policyTypes, name) && !Object.hasOwn(knownServices, name))
            faults.fault(path, unknownSwitch(name));
    });
}

/** A misspelled name would switch off nothing, silently. */
function unknownSwitch(name: string): Complaint {
    const isType = /^[A-Z0-9_]+$/u.test(name);
    const near = isType
        ? nearest(name, Object.keys(policyTypes))
        : (nearestService(name) ?? nearest(name, Object.keys(policyTypes)));
    const hand = `aws organizations disable-aws-service-access --service-principal ${name}`;
    const fallback = name.endsWith(".amazonaws.com")
        ? `take it out; if AWS has added the service since, switch it off by hand: ${hand}`
        : "write it as in TAG_POLICY or ram.amazonaws.com";
    return {
        message: "is neither a service that works with Organizations nor a policy type",
        cure: near === undefined ? fallback : `did you mean ${near}?`,
    };
}

function resolveResourcePolicy(input: unknown, limits: Limits, judge: CheckContext): PolicyDocument | undefined {
    const path = ["organization", "resourcePolicy"];
    const document = inlineDocument(input, path, judge);
    if (document === undefined) return undefined;
    checkDocument(document, "resource", path, judge);
    const size = characterCount(JSON.stringify(document));
    if (size > limits.resourcePolicySize)
        judge.faults.fault(path, {
            message: `is ${size} characters; AWS takes ${limits.resourcePolicySize}`,
            cure: "join statements",
        });
    return document as unknown as PolicyDocument;
}

function unique(list: readonly string[]): readonly string[] {
    return [...new Set(list)];
}
