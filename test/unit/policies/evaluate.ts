import { anonymousPrincipal, runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";

import type { PolicyRequest } from "../../../policies/cases";
import type { JsonObject } from "../../../policies/template";

// Everything beside the policy under test allows all, so that only that policy decides.
const allowAll = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const tokenKey = /^[\w.-]+\.[a-z]+:(sub|aud)$/u;

/**
 * Whether an SCP or RCP denies a request, according to the simulator of cloud-copilot (AGPL, so for tests only). It also validates the
 * policy's grammar, the action, the resource's form and the condition keys, and throws if it refuses them.
 */
export async function evaluate(
    type: string,
    document: JsonObject,
    request: PolicyRequest,
): Promise<"allowed" | "denied"> {
    const attached = [{ orgIdentifier: "r-root", policies: [{ name: "policy", policy: document }] }];
    const full = [{ orgIdentifier: "r-root", policies: [{ name: "FullAWSAccess", policy: allowAll }] }];
    const isAnonymous = request.principal === "anonymous";
    const isScp = type === "SERVICE_CONTROL_POLICY";
    const simulation: Simulation = {
        request: {
            principal: isAnonymous ? anonymousPrincipal : request.principal,
            action: request.action,
            resource: { resource: request.resource, accountId: ownerOf(request) },
            contextVariables: contextOf(request),
        },
        identityPolicies: isAnonymous ? [] : [{ name: "AdministratorAccess", policy: allowAll }],
        serviceControlPolicies: isAnonymous ? [] : isScp ? [...full, ...attached] : full,
        resourceControlPolicies: isScp ? [] : attached,
    };
    const result = await runSimulation(simulation, {});
    if (result.resultType === "error") throw new Error(`${request.action}: ${JSON.stringify(result.errors)}`);
    const results = result.resultType === "single" ? [result.result] : result.results;
    const ignored = results.flatMap((each) => each.ignoredContextKeys ?? []);
    if (ignored.some((key) => !tokenKey.test(key)))
        throw new Error(`${request.action} does not know ${ignored.join(", ")}`);
    if (ignored.length > 0) {
        // Keys of OIDC providers are named after the provider, so no list has them; everything else was validated above.
        return runUnsafeSimulation(simulation, {}) === "ExplicitlyDenied" ? "denied" : "allowed";
    }
    const verdicts = results.map(({ analysis }) => (isScp ? analysis.scpAnalysis : analysis.rcpAnalysis)?.result);
    return verdicts.includes("ExplicitlyDenied") ? "denied" : "allowed";
}

/** The condition keys that AWS adds to every request; those of the case take precedence. */
function contextOf({ principal, context }: PolicyRequest): Record<string, string | string[]> {
    const given = Object.fromEntries(
        Object.entries(context).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
    );
    // Unsigned requests have no keys about a principal.
    if (principal === "anonymous") return given;
    if (!principal.startsWith("arn:")) return { "aws:PrincipalIsAWSService": "true", ...given };
    const common = { "aws:PrincipalIsAWSService": "false", "aws:PrincipalAccount": accountIn(principal) };
    const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\//u.exec(principal);
    const arn = session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : principal;
    const federated = /:(oidc|saml)-provider\//u.test(principal);
    // A federated identity belongs to no account, and has no ARN.
    return federated
        ? { "aws:PrincipalIsAWSService": "false", ...given }
        : { ...common, "aws:PrincipalArn": arn, ...given };
}

function ownerOf({ account, resource, principal }: PolicyRequest): string {
    if (account !== undefined) return account;
    const inResource = accountIn(resource);
    return inResource === "" ? accountIn(principal) : inResource;
}

function accountIn(arn: string): string {
    return /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/u.exec(arn)?.[1] ?? "";
}
