import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import {
    accountIn,
    compilePolicy,
    decide,
    principalOf,
    RequestContext,
    type Decision,
    type Level,
} from "../../policies/evaluate";
import { fullAccess, type Document, type Question } from "./policy-questions";

/** AWS attaches it, and nobody can detach it. */
const fullResourceAccess: Document = {
    ...fullAccess,
    Statement: [{ ...fullAccess.Statement[0], Principal: "*" }],
};
const names = ["root", "workloads", "apps-prd"];

/** This program's decision. A request has no other condition keys than the question's. */
export function ours(question: Question): Decision {
    const levels = (all: Question["serviceControl"]): readonly Level[] =>
        all.map((documents, index) => ({
            name: names[index]!,
            policies: documents.map((each, at) =>
                compilePolicy(`policy ${at}`, each as Document & Record<string, unknown>),
            ),
        }));
    const placed = {
        isManagement: false,
        serviceControl: levels(question.serviceControl),
        resourceControl: levels(question.resourceControl),
    };
    const principal = principalOf(question.principal);
    const context = new RequestContext({ ...principal.keys, ...question.context }, "absent");
    return decide({ ...question, context, principal }, placed, placed);
}

/** The decision of cloud-copilot's simulator (AGPL, so for tests only). */
export function theirs({
    principal,
    action,
    resource,
    context,
    serviceControl,
    resourceControl,
}: Question): "allowed" | "denied" {
    const attached = (all: Question["serviceControl"]) =>
        all.map((documents, index) => ({
            orgIdentifier: names[index]!,
            policies: documents.map((policy, at) => ({ name: `policy ${at}`, policy })),
        }));
    const result = runUnsafeSimulation(
        {
            request: {
                principal,
                action,
                resource: { resource, accountId: accountIn(resource) || accountIn(principal) },
                contextVariables: { ...context },
            },
            identityPolicies: [{ name: "AdministratorAccess", policy: fullAccess }],
            serviceControlPolicies: attached(serviceControl),
            // The function that skips validation does not add it either.
            resourceControlPolicies: attached(resourceControl.map((all) => [fullResourceAccess, ...all])),
        },
        {},
    );
    return result === "Allowed" ? "allowed" : "denied";
}
