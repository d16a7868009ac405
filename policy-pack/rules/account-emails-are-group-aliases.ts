import { deriveEmail, isAliasOf } from "../../config/email";
import { texts } from "../core/facts";
import type { ResourceRule } from "../core/rule";
import { accountTypes } from "../core/tokens";

/** Every account's email is an alias of the group's address, except those of accounts that existed before. */
export const accountEmailsAreGroupAliases: ResourceRule = {
    name: "account-emails-are-group-aliases",
    description: "The email of every account is an alias of the group's address.",
    why: "One group that exists gets the mail of all accounts; an address made up for an account is one that nobody reads.",
    level: "mandatory",
    severity: "high",
    remedy: "Take the group's alias for the account: aws@example.com gives aws+<account>@example.com. List the email of an account that existed before in `existing`.",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_create.html",
    settings: {
        group: {
            type: "string",
            description: "The group's address. Default: the stack's email; without one the rule does not judge.",
        },
        existing: {
            type: "array",
            items: { type: "string" },
            description: "Emails of accounts that existed before. Default: those of the stack's accounts with an id.",
        },
    },
    types: accountTypes,
    judge:
        () =>
        (account, { settings, facts, report }) => {
            const group = typeof settings["group"] === "string" ? settings["group"] : facts.group;
            const email = account.text("email");
            if (group === undefined || email === undefined || isAliasOf(group, email)) return;
            const existing = settings["existing"] === undefined ? facts.existingEmails : texts(settings["existing"]);
            const accepted = [group, facts.managementEmail, ...existing].map((each) => each?.toLowerCase());
            if (accepted.includes(email.toLowerCase())) return;
            report({
                message: `email ${account.show("email")} is not an alias of the group ${group}`,
                cure: `use an alias, as in ${deriveEmail(group, "<account>")}; an account that existed before: list its email in the rule's \`existing\``,
            });
        },
};
