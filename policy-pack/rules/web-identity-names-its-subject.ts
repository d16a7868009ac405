import { githubIssuer } from "../../config/names";
import type { ResourceRule } from "../core/rule";
import { roleTypes } from "../core/tokens";
import { coversAction, required, type Statement } from "../core/trust";
import { showTitle, showTrusted, trustOf } from "../core/trust-policy";

// Issuers that give tokens to everybody, so that only the subject identifies the caller. Host names, as IAM has them.
const publicIssuers = [githubIssuer, "gitlab.com", "app.terraform.io", "api.pulumi.com/oidc"];

/** A role for CI trusts one subject, and not everybody with an account at the issuer. */
export const webIdentityNamesItsSubject: ResourceRule = {
    name: "web-identity-names-its-subject",
    description: "A role that a public issuer's tokens take on names audience and subject, without wildcards.",
    why: "Everybody can get a token of GitHub's; a pattern lets any branch, tag or pull request of the repository in.",
    level: "mandatory",
    severity: "critical",
    remedy: "Add StringEquals on <issuer>:sub and <issuer>:aud, as in repo:acme@123456/aws-organization@456789:environment:production.",
    url: "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
    types: roleTypes,
    judge:
        () =>
        (role, { report }) => {
            for (const statement of trustOf(role)) {
                if (statement.effect !== "Allow" || !coversAction(statement, "sts:AssumeRoleWithWebIdentity")) continue;
                for (const issuer of issuersOf(statement)) {
                    const subjects = required(statement, `${issuer}:sub`, ["StringEquals"]) ?? [];
                    if (subjects.length === 0 || subjects.some((subject) => /[*?]/u.test(subject)))
                        report({
                            message: `${showTitle(role, statement)} trusts tokens of ${showTrusted(role, issuer)} without one subject`,
                            cure: `add StringEquals: { "${issuer}:sub": "repo:<owner>@<id>/<name>@<id>:environment:<name>" }`,
                        });
                    if ((required(statement, `${issuer}:aud`, ["StringEquals"]) ?? []).length === 0)
                        report({
                            message: `${showTitle(role, statement)} trusts tokens of ${showTrusted(role, issuer)} for any audience`,
                            cure: `add StringEquals: { "${issuer}:aud": "sts.amazonaws.com" }`,
                        });
                }
            }
        },
};

function issuersOf({ principals }: Statement): readonly string[] {
    const providers = principals.filter(({ kind }) => kind === "Federated").map(({ value }) => value);
    return publicIssuers.filter((issuer) => providers.some((provider) => provider.endsWith(`oidc-provider/${issuer}`)));
}
