import type { ContextKeys } from "./request-context";

/** Who asks. */
export interface Principal {
    /** `identity`: a user, a role, a session of one, or the root user of an account. */
    readonly kind: "identity" | "service" | "federated" | "anonymous";
    /** Of an identity: its account. */
    readonly account?: string;
    /** Whether it is a role that AWS's own services act by. Neither SCPs nor RCPs bind those. */
    readonly isServiceLinked: boolean;
    /** The condition keys that AWS puts into every request of it. */
    readonly keys: ContextKeys;
}

const nobody = {
    "aws:PrincipalArn": null,
    "aws:PrincipalAccount": null,
    "aws:PrincipalOrgID": null,
    "aws:username": null,
};

/**
 * @param text ARN of a user, a role, a session or a root user; an AWS service principal such as `cloudtrail.amazonaws.com`; ARN of an
 *     identity provider; or `anonymous`
 */
export function principalOf(text: string): Principal {
    if (text === "anonymous")
        return { kind: "anonymous", isServiceLinked: false, keys: { ...nobody, "aws:PrincipalType": "Anonymous" } };
    if (!text.startsWith("arn:"))
        return { kind: "service", isServiceLinked: false, keys: { ...nobody, "aws:PrincipalIsAWSService": "true" } };
    // A federated identity is no principal of any account yet.
    if (/:(?:oidc|saml)-provider\//u.test(text))
        return { kind: "federated", isServiceLinked: false, keys: { ...nobody, "aws:PrincipalIsAWSService": "false" } };
    const [, partition = "aws", , , account = "", name = ""] = text.split(":");
    const session = /^assumed-role\/([^/]+)\//u.exec(name)?.[1];
    // The path of a session's role is not in its ARN. Roles with this beginning are those of AWS's services.
    const isOfService = session?.startsWith("AWSServiceRoleFor") ?? false;
    const role = isOfService ? `aws-service-role/${session!}` : session;
    const user = name.startsWith("user/") ? name.slice(name.lastIndexOf("/") + 1) : null;
    return {
        kind: "identity",
        account,
        isServiceLinked: isOfService || name.startsWith("role/aws-service-role/"),
        keys: {
            "aws:PrincipalIsAWSService": "false",
            "aws:PrincipalAccount": account,
            "aws:PrincipalArn": session === undefined ? text : `arn:${partition}:iam::${account}:role/${role!}`,
            "aws:PrincipalType": name === "root" ? "Account" : user === null ? "AssumedRole" : "User",
            "aws:username": user,
        },
    };
}

/** The twelve digits of an ARN's account; empty where it has none. */
export function accountIn(arn: string): string {
    return arn.startsWith("arn:") ? (arn.split(":")[4] ?? "") : "";
}
