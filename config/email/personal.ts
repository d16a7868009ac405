import type { Complaint } from "../faults/complaint";
import { splitEmail } from "./address";
import { knownDomain, type KnownDomain } from "./mail-domains";

/** A person in the config, and where the config names the person. */
export interface Person {
    readonly name: string;
    /** The key with the person: `admins`, `users`. */
    readonly where: string;
}

/** What distinguishes a person's address from a group's. */
export interface PersonalContext {
    /** Domains of the company, even if a list has them. */
    readonly ownedDomains?: readonly string[];
    readonly people?: readonly Person[];
}

/** Why the address is not a company's group, or undefined: it is the mailbox of somebody in the config, or one that anybody can get. */
export function personalComplaint(email: string, context: PersonalContext = {}): Complaint | undefined {
    const { local, domain } = splitEmail(email);
    const person = personOf(local, context.people ?? []);
    if (person !== undefined) {
        return {
            message: `is the mailbox of ${person.name}, a person named in ${person.where}: with one person's mailbox the account is lost with the person`,
            cure: `use a group (distribution list) on the company's domain, as in aws@${domain}`,
        };
    }
    if (isOwned(domain, context.ownedDomains ?? [])) return undefined;
    const known = knownDomain(domain);
    if (known === undefined) return undefined;
    return {
        message: whatIs(known),
        cure: `use a group on the company's own domain; if ${known.domain} is the company's, say so: ownedDomains: [${known.domain}]`,
    };
}

/** Says only what is known, because a list may be wrong. */
function whatIs(known: KnownDomain): string {
    switch (known.kind) {
        case "mailbox":
            return `is a personal mailbox: ${known.domain} is a provider of mailboxes`;
        case "alias":
            return `is an alias of a personal mailbox: ${known.domain} forwards to one`;
        case "group":
            return `is a group that anybody can open: ${known.domain} is not the company's own`;
        default:
            return `is on a list of ${known.kind} (${known.list}): ${known.domain}`;
    }
}

/** Whether the address is a person's and not a group's. */
export function isPersonalEmail(email: string, context: PersonalContext = {}): boolean {
    return personalComplaint(email, context) !== undefined;
}

/** Whether the domain is one of the company's, or a subdomain of one. */
export function isOwned(domain: string, ownedDomains: readonly string[]): boolean {
    const host = domain.toLowerCase();
    return ownedDomains.map((each) => each.toLowerCase()).some((owned) => host === owned || host.endsWith(`.${owned}`));
}

/** The person who owns the mailbox: `ada.lovelace+aws` is Ada's, and so are `Ada_Lovelace` and `adalovelace`. */
function personOf(local: string, people: readonly Person[]): Person | undefined {
    const mailbox = bare(local);
    return people.find(({ name }) => bare(splitEmail(name).local) === mailbox);
}

function bare(local: string): string {
    return local.toLowerCase().replace(/\+.*$/u, "").replace(/[._-]/gu, "");
}
