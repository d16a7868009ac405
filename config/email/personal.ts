import type { Complaint } from "../complaint";
import { splitEmail } from "./address";
import { listedDomain } from "./mail-domains";

/** A person whom the config names, and where. */
export interface Person {
    readonly name: string;
    /** The key that names the person: `admins`, `users`. */
    readonly where: string;
}

/** What tells a person's address from a group's. */
export interface PersonalContext {
    /** Domains that are the company's own, whatever a list says. */
    readonly ownedDomains?: readonly string[];
    readonly people?: readonly Person[];
}

/** Why the address is a person's and no group's, or undefined: free mail, throw-away mail, or a mailbox of somebody the config names. */
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
    const listed = listedDomain(domain);
    if (listed === undefined) return undefined;
    return {
        message: `is personal: ${listed.domain} is ${listed.kind} (list: ${listed.list})`,
        cure: `use a group on the company's own domain; if ${listed.domain} is the company's, say so: ownedDomains: [${listed.domain}]`,
    };
}

/** Whether the address is a person's and no group's. */
export function isPersonalEmail(email: string, context: PersonalContext = {}): boolean {
    return personalComplaint(email, context) !== undefined;
}

/** Whether the domain is one of the company's own, or below one. */
export function isOwned(domain: string, ownedDomains: readonly string[]): boolean {
    const host = domain.toLowerCase();
    return ownedDomains.map((each) => each.toLowerCase()).some((owned) => host === owned || host.endsWith(`.${owned}`));
}

/** `ada.lovelace+aws` is Ada's, and so are `Ada_Lovelace` and `adalovelace`. */
function personOf(local: string, people: readonly Person[]): Person | undefined {
    const mailbox = bare(local);
    return people.find(({ name }) => bare(splitEmail(name).local) === mailbox);
}

function bare(local: string): string {
    return local.toLowerCase().replace(/\+.*$/u, "").replace(/[._-]/gu, "");
}
