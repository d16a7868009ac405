import type { PolicyRequest } from "../cases";
import type { JsonObject } from "../template";
import { decide, type Decision } from "./decide";
import { principalOf } from "./principals";
import { RequestContext } from "./request-context";
import { compilePolicy, type CompiledPolicy } from "./statements";

/** AWS's FullAWSAccess, which is attached everywhere. */
export const fullAccess: CompiledPolicy = compilePolicy("FullAWSAccess", {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/**
 * Whether an SCP or RCP lets through a request that everything else allows. The request has no other condition keys
 * than those in the case and those that AWS adds by itself.
 */
export function judgeCase(type: string, name: string, document: JsonObject, request: PolicyRequest): Decision {
    const policy = compilePolicy(name, document);
    const principal = principalOf(request.principal);
    const context = new RequestContext({ ...principal.keys, ...request.context }, "absent");
    const isResource = type === "RESOURCE_CONTROL_POLICY";
    const level = (policies: readonly CompiledPolicy[]) => [{ name: "account", policies }];
    const placed = {
        isManagement: false,
        serviceControl: level(isResource ? [fullAccess] : [fullAccess, policy]),
        resourceControl: level(isResource ? [policy] : []),
    };
    const { action, resource } = request;
    return decide({ principal, action, resource, context }, placed, placed);
}
