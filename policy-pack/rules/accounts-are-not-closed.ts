import type { ResourceRule } from "../core/rule";

/** No account is closed when its resource is removed. */
export const accountsAreNotClosed: ResourceRule = {
    name: "accounts-are-not-closed",
    description: "No account is closed when its resource is deleted.",
    why: "Closing ends all that runs in the account and takes its email for good; a line taken out by mistake must not do that.",
    level: "mandatory",
    severity: "critical",
    remedy: "Leave `closeOnDeletion` out or false. An account that is to be closed is closed by a person: `aws organizations close-account`.",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_close.html",
    types: ["aws:organizations/account:Account"],
    judge:
        () =>
        (account, { report }) => {
            if (account.read("closeOnDeletion") === true)
                report({
                    message: "closeOnDeletion is true",
                    cure: "take it out; close an account with `aws organizations close-account`",
                });
        },
};
