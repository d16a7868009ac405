import type { ResourceRule } from "../core/rule";

// AWS does not return them, so after an import they differ and would replace the account
// (hashicorp/terraform-provider-aws#35661).
const notReturned = ["roleName", "iamUserAccessToBilling"] as const;

/** Properties that AWS does not return must not replace an account. */
export const accountsAreNotReplaced: ResourceRule = {
    name: "accounts-are-not-replaced",
    description: "No change can replace an account by a new one.",
    why: "A replacement is a second, empty account. A changed email asks for one, and so do properties that AWS does not tell after an import. Pulumi refuses it for a protected account; the rest is ignored.",
    level: "mandatory",
    severity: "critical",
    remedy: 'Set `protect: true` and `ignoreChanges: ["roleName", "iamUserAccessToBilling"]`, and no `deleteBeforeReplace`. An email is changed with `aws account start-primary-email-update`.',
    url: "https://github.com/hashicorp/terraform-provider-aws/issues/35661",
    types: ["aws:organizations/account:Account"],
    judge:
        () =>
        ({ options }, { report }) => {
            const missing = options.ignoreChanges.includes("*")
                ? []
                : notReturned.filter((property) => !options.ignoreChanges.includes(property));
            if (missing.length > 0)
                report({
                    message: `a difference in ${missing.join(" and ")} would replace the account`,
                    cure: `set ignoreChanges: [${notReturned.map((property) => `"${property}"`).join(", ")}]`,
                });
            if (!options.protect)
                report({
                    message: "a changed email would replace the account, for it is not protected",
                    cure: "set protect: true",
                });
            if (options.deleteBeforeReplace === true)
                report({ message: "deleteBeforeReplace is set", cure: "take it out: an account is never replaced" });
        },
};
