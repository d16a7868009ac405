import { isOpenUntilUp } from "../core/access-role-trust";
import type { ResourceRule } from "../core/rule";
import { roleTypes } from "../core/tokens";
import { ourAccounts } from "../core/our-accounts";
import { accountOf, isWithinOrganization, required, trustedByAws } from "../core/trust";
import { showTitle, showTrusted, trustOf } from "../core/trust-policy";

/** Accounts outside the organization must send an external id. */
export const thirdPartiesBringAnExternalId: ResourceRule = {
    name: "third-parties-bring-an-external-id",
    description: "A role that another company's account takes on asks for an external id.",
    why: "Otherwise any customer of that company can make it enter this account (the confused deputy).",
    level: "mandatory",
    severity: "high",
    remedy: 'Add Condition: { StringEquals: { "sts:ExternalId": "…" } }; for an account of the organization: StringEquals aws:PrincipalOrgID, or list it in `accounts`.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    settings: {
        accounts: {
            type: "array",
            items: { type: "string" },
            description:
                "Ids of the organization's accounts. Default: those of the stack's config and of the provider's allowedAccountIds.",
        },
    },
    types: roleTypes,
    judge:
        () =>
        (role, { settings, facts, report }) => {
            const ours = ourAccounts(role, settings, facts);
            for (const statement of trustOf(role)) {
                if (isWithinOrganization(statement) || isOpenUntilUp(role, statement, facts)) continue;
                // A pattern is not an id: it would match what anybody sends.
                const ids = required(statement, "sts:ExternalId", ["StringEquals"]) ?? [];
                if (ids.length > 0 && ids.every((id) => id !== "")) continue;
                for (const principal of trustedByAws(statement)) {
                    const account = accountOf(principal);
                    if (account === undefined || ours.has(account)) continue;
                    report({
                        message: `${showTitle(role, statement)} trusts ${showTrusted(role, principal)}, an account not known to be the organization's, without an external id`,
                        cure: "add StringEquals sts:ExternalId; if it is the organization's: StringEquals aws:PrincipalOrgID, or list it in the rule's `accounts`",
                    });
                }
            }
        },
};
