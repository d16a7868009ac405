import type { Draft } from "../model/draft";
import { isDeliverable, splitEmail } from "../email/address";
import { emailFaults, type EmailContext } from "../email/check";
import { isRegistrable, isReserved, knownProvider } from "../email/mail-domains";
import type { FaultList } from "../faults/fault-list";
import type { ManagementInput } from "../schema/management";

/** Checks the group's address and, if it is different, the management account's. */
export function checkGroupEmail(draft: Draft<ManagementInput>, context: EmailContext, faults: FaultList): void {
    const { email } = draft;
    if (email !== undefined) {
        const complaints = emailFaults(email, context);
        for (const complaint of complaints) faults.fault(["email"], complaint);
        if (complaints.length === 0) warnOfLostMail(email, faults);
    }
    const own = draft.management?.email;
    if (own === undefined) return;
    for (const complaint of emailFaults(own, context)) faults.fault(["management", "email"], complaint);
}

/** Warns of domains that are not the company's own unless it is the provider: each person's mailbox there counts as a group. */
export function warnOfProviders({ ownedDomains = [] }: Draft<ManagementInput>, faults: FaultList): void {
    for (const [index, domain] of ownedDomains.entries()) {
        const known = domain === undefined ? undefined : knownProvider(domain);
        if (known === undefined) continue;
        const what = { mailbox: "mailboxes", group: "groups", alias: "aliases" }[known.service];
        faults.warn(["ownedDomains", index], {
            message: `${known.domain} is a provider of ${what} for everybody: no address there is refused any more`,
            cure: `take it out, unless the company is ${known.domain}`,
        });
    }
}

function warnOfLostMail(email: string, faults: FaultList): void {
    const { domain } = splitEmail(email);
    if (/^(?:.*\.)?example\.(?:com|net|org)$/iu.test(domain) && isReserved(domain)) {
        faults.warn(["email"], {
            message: `${domain} is kept for documentation: mail to it is lost, and an account with it too`,
            cure: "right for the sandbox; before AWS write the company's own group",
        });
    } else if (!isRegistrable(domain) && !isReserved(domain)) {
        faults.warn(["email"], {
            message: `${domain} is no domain of the internet that anybody can own, so that mail to it is lost, and an account with it too`,
            cure: "write the company's domain; if its ending is new, check that mail arrives before accounts are made",
        });
    } else if (!isDeliverable(email)) {
        faults.warn(["email"], {
            message: "is taken by AWS, but no mail server need deliver it (RFC 5322)",
            cure: "check that mail arrives before accounts are made",
        });
    }
}
