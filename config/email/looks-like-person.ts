import { splitEmail } from "./address";
import { givenNames, groupWords } from "./mailbox-words";

/**
 * Whether an address is one person's mailbox by its looks: `jane.doe@`, `j.doe@`, `jane-doe@`, `jane@`, and `jdoe@` where the names of
 * people are known. A guess, to ask a question by, and never a fault: what has a word of groups or of the domain in it passes
 * (`cloud.platform@`, `acme.berlin@acme.com`), and so do two words with a hyphen of which none is a known given name (`blue-whale@`).
 *
 * @param people names of people whom the config has, as of IAM users: `jane.doe`
 */
export function looksLikePerson(email: string, people: readonly string[] = []): boolean {
    const { local, domain } = splitEmail(email.toLowerCase());
    const mailbox = local.replace(/\+.*$/u, "").replace(/\d{1,4}$/u, "");
    const parts = mailbox.split(/[._-]+/u);
    if (!parts.every((part) => /^[\p{L}\p{M}'’]+$/u.test(part))) return false;
    if (people.some((name) => shortForms(name).includes(parts.join("")))) return true;
    const ofTheCompany = new Set(domain.split(/[.-]/u));
    if (parts.length > 3 || parts.some((part) => ofTheCompany.has(part) || isGroupWord(part))) return false;
    if (parts.some(isGivenName)) return true;
    return parts.length > 1 && !mailbox.includes("-") && parts.some(({ length }) => length > 1);
}

/** Whether a part of a name, in lower case, is a given name that is known. */
export function isGivenName(part: string): boolean {
    return givenNames.has(plain(part));
}

/** A word of groups and services, its plural, or two of them in one: `cloudteam`. */
export function isGroupWord(part: string): boolean {
    const isWord = (text: string): boolean => groupWords.has(text) || groupWords.has(text.replace(/s$/u, ""));
    if (isWord(part)) return true;
    return Array.from(part).some((_, at) => at > 2 && isWord(part.slice(0, at)) && isWord(part.slice(at)));
}

/** `jane.doe` as mailboxes have it: jdoe, janed, doej, doejane. */
function shortForms(name: string): readonly string[] {
    const words = splitEmail(name.toLowerCase()).local.split(/[._-]+/u);
    const [first = "", last = ""] = [words[0], words.at(-1)];
    if (words.length < 2 || last.length < 2 || words.some(isGroupWord)) return [];
    return [first[0]! + last, first + last[0]!, last + first[0]!, last + first, first + last];
}

function plain(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "");
}
