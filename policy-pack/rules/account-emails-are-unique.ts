import type { ResourceRule } from "../core/rule";
import { accountTypes } from "../core/tokens";

/** No two accounts share an email. */
export const accountEmailsAreUnique: ResourceRule = {
    name: "account-emails-are-unique",
    description: "No two accounts have one email, without regard to case.",
    why: "AWS takes an address once over all accounts, closed ones included; the second account would fail halfway through an `up`.",
    level: "mandatory",
    severity: "high",
    remedy: "Give each account its own alias of the group.",
    url: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html",
    types: accountTypes,
    judge: () => {
        const owners = new Map<string, string>();
        return (account, { report }) => {
            const email = account.text("email");
            if (email === undefined) return;
            const owner = owners.get(email.toLowerCase());
            // A pack may see a resource twice: `up` first previews it.
            if (owner === undefined) owners.set(email.toLowerCase(), account.urn);
            else if (owner !== account.urn)
                report({
                    message: `email ${account.show("email")} is that of ${owner.split("::").at(-1)!} too`,
                    cure: "give each account its own alias of the group",
                });
        };
    },
};
