import { firstKey } from "./formerly";
import type { AccountsContext } from "./accounts-context";
import type { Draft } from "../model/draft";
import { splitEmail } from "../email/address";
import { deriveEmail, isAliasOf, roomForKey } from "../email/alias";
import { emailFaults } from "../email/check";
import { isOwned } from "../email/personal";
import type { FaultList } from "../faults/fault-list";
import { valueAt } from "../faults/path";
import type { ManagementInput } from "../schema/management";

type AccountEntry = readonly [key: string, account: Draft<NonNullable<ManagementInput["accounts"]>[string]>];

/** Checks the emails of accounts: AWS's rule, the length of aliases, the group's domain, persons, and that each address is used once. */
export function checkAccountEmails(
    entries: readonly AccountEntry[],
    context: AccountsContext,
    faults: FaultList,
): void {
    for (const entry of entries) {
        if (entry[1].email === undefined) checkDerived(entry, context, faults);
        else checkExplicit(entry, entry[1].email, context, faults);
    }
    checkUnique(entries, context, faults);
}

function checkDerived([key, account]: AccountEntry, { draft, limits }: AccountsContext, faults: FaultList): void {
    if (draft.email === undefined || key.length > limits.accountName) return;
    const email = deriveEmail(draft.email, firstKey(key, account));
    if (email.length <= limits.emailMax) return;
    const room = roomForKey(draft.email, limits.emailMax);
    faults.fault(
        ["accounts", key],
        {
            message: `would get the email ${email}, ${email.length} characters; AWS takes ${limits.emailMax}, which leaves ${Math.max(room, 0)} characters for a key`,
            cure:
                room > 0
                    ? `use a key of at most ${room} characters (name may be longer), or a group with a shorter address`
                    : "use a group with a shorter address",
        },
        JSON.stringify(key),
    );
}

function checkExplicit([key, account]: AccountEntry, email: string, context: AccountsContext, faults: FaultList): void {
    const { draft, limits, people } = context;
    const path = ["accounts", key, "email"];
    const ownedDomains = (draft.ownedDomains ?? []).filter((domain) => domain !== undefined);
    const complaints = emailFaults(email, { limits, people, ownedDomains });
    for (const complaint of complaints) faults.fault(path, complaint);
    if (complaints.length > 0 || draft.email === undefined) return;
    const group = draft.email;
    const derived = deriveEmail(group, firstKey(key, account));
    const { domain } = splitEmail(email);
    const ours = domain.toLowerCase() === splitEmail(group).domain.toLowerCase() || isOwned(domain, ownedDomains);
    // checkUnique reports an address that belongs to somebody else.
    if (email.toLowerCase() === group.toLowerCase()) return;
    if (!hasId(key, faults) && account.joined !== "invited" && email.toLowerCase() !== derived.toLowerCase()) {
        const what = isAliasOf(group, email)
            ? "is not the alias that this account gets"
            : "is not an alias of the group";
        faults.fault(path, {
            message: `${what}: an email is given only for an account that exists`,
            cure: `take the line out (it gets ${derived}), or give the id of the account that has this email: id: "222233334444"`,
        });
    } else if (!ours) {
        faults.warn(path, {
            message: `is not on the group's domain ${splitEmail(group).domain}: who holds ${domain} holds the account`,
            cure: `change the account's email to an alias of the group (docs/existing-organizations.md); if the domain is the company's: ownedDomains: [${domain}]`,
        });
    }
}

/** One fault for each address, which names all that use it. */
function checkUnique(entries: readonly AccountEntry[], { draft }: AccountsContext, faults: FaultList): void {
    const users = new Map<string, { key: string; explicit: boolean }[]>();
    for (const [key, account] of entries) {
        const { email } = account;
        const derived = draft.email === undefined ? undefined : deriveEmail(draft.email, firstKey(key, account));
        const address = email ?? derived;
        if (address === undefined) continue;
        const lower = address.toLowerCase();
        users.set(lower, [...(users.get(lower) ?? []), { key, explicit: email !== undefined }]);
    }
    const group = draft.email?.toLowerCase();
    const management = (draft.management?.email ?? draft.email)?.toLowerCase();
    for (const [address, owners] of users) {
        const names = owners.map(({ key }) => `accounts.${key}`);
        // The fault is placed where the user can change a line.
        const culprit = [...owners].reverse().find(({ explicit }) => explicit) ?? owners.at(-1)!;
        const path = ["accounts", culprit.key, ...(culprit.explicit ? ["email"] : [])];
        if (address === group || address === management) {
            const whose =
                address === group
                    ? "the group's own address, which belongs to the management account"
                    : "the management account's email";
            faults.fault(path, {
                message: `${listed(names)} ${names.length > 1 ? "use" : "uses"} ${address}, ${whose}`,
                cure: "write the email that AWS shows for the account: no two accounts share one",
            });
        } else if (owners.length > 1) {
            faults.fault(path, {
                message: `${listed(names)} share ${address}; AWS takes an address once, without regard to case, closed accounts included`,
                cure: "write the email that AWS shows for each of them",
            });
        }
    }
}

function listed(names: readonly string[]): string {
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}

/** Whether the account has an `id`, even a faulty one. */
function hasId(key: string, faults: FaultList): boolean {
    return valueAt(faults.config, ["accounts", key, "id"]) !== undefined;
}
