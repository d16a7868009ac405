import type { PolicyRequest } from "../cases";
import type { JsonObject } from "../template";
import { decide, type Decision } from "./decide";
import { principalOf } from "./principals";
import { RequestContext } from "./request-context";
import { compilePolicy, type CompiledPolicy } from "./statements";

/** What AWS attaches to everything as FullAWSAccess. */
export const fullAccess: CompiledPolicy = compilePolicy("FullAWSAccess", {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/**
 * Whether an SCP or RCP lets a request pass that everything else allows. Keys that the request does not name, it does not have, but for those
 * that AWS gives by itself.
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
