import type { ContextKeys } from "./request-context";

/** The caller of a request. */
export interface Principal {
    /** `identity`: a user, a role, a session of one, or the root user of an account. */
    readonly kind: "identity" | "service" | "federated" | "anonymous";
    /** 12-digit id of an identity's account. */
    readonly account?: string;
    /** Whether it is a service-linked role, which neither SCPs nor RCPs bind. */
    readonly isServiceLinked: boolean;
    /** The condition keys that AWS puts into each of its requests. */
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
    // A federated identity does not belong to any account yet.
    if (/:(?:oidc|saml)-provider\//u.test(text))
        return { kind: "federated", isServiceLinked: false, keys: { ...nobody, "aws:PrincipalIsAWSService": "false" } };
    const [, partition = "aws", , , account = "", name = ""] = text.split(":");
    const session = /^assumed-role\/([^/]+)\//u.exec(name)?.[1];
    // A session's ARN does not contain the role's path. AWS reserves this beginning for service-linked roles.
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

/** The account in an ARN, 12 digits; empty if the ARN has none. */
export function accountIn(arn: string): string {
    return arn.startsWith("arn:") ? (arn.split(":")[4] ?? "") : "";
}
