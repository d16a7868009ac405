import type { ResourceRule } from "../core/rule";
import { roleTypes } from "../core/tokens";
import { coversAction } from "../core/trust";
import { showTitle, showTrusted, trustOf } from "../core/trust-policy";

/** Trust policies name their principals. */
export const noWildcardTrust: ResourceRule = {
    name: "no-wildcard-trust",
    description: "No role trusts a wildcard, whatever the conditions.",
    why: "A condition is easily lost or wrong, and `*` with aws:PrincipalOrgID opens the role to every identity of every member account.",
    level: "mandatory",
    severity: "critical",
    remedy: "Name an account, a role, a user, a service or an identity provider, and put the condition beside it.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    types: roleTypes,
    judge:
        () =>
        (role, { report }) => {
            for (const statement of trustOf(role)) {
                const assumes = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];
                if (statement.effect !== "Allow" || !assumes.some((action) => coversAction(statement, action)))
                    continue;
                const title = showTitle(role, statement);
                const cure = "name the account, role, user or service that comes in";
                if (statement.exceptsPrincipals)
                    report({ message: `${title} trusts everybody but a few (NotPrincipal with Allow)`, cure });
                for (const { value } of statement.principals.filter((principal) => /[*?]/u.test(principal.value)))
                    report({ message: `${title} trusts the principal ${showTrusted(role, value)}`, cure });
            }
        },
};
