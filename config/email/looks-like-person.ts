import { splitEmail } from "./address";
import { givenNames, groupWords } from "./mailbox-words";

/**
 * Whether an address looks like one person's mailbox: `jane.doe@`, `j.doe@`, `jane-doe@`, `jane@`, and `jdoe@` if the names of people are
 * known. It is a guess, for a question to the user and never for a fault. An address with a word for groups or with a part of the domain is
 * no person's (`cloud.platform@`, `acme.berlin@acme.com`), nor are two words with a hyphen unless one is a known given name
 * (`blue-whale@`).
 *
 * @param people names of people in the config, such as IAM users: `jane.doe`
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

/** Whether a part of a name, in lower case, is a known given name. */
export function isGivenName(part: string): boolean {
    return givenNames.has(plain(part));
}

/** Whether it is a word for groups and services, its plural, or two such words in one: `cloudteam`. */
export function isGroupWord(part: string): boolean {
    const isWord = (text: string): boolean => groupWords.has(text) || groupWords.has(text.replace(/s$/u, ""));
    if (isWord(part)) return true;
    return Array.from(part).some((_, at) => at > 2 && isWord(part.slice(0, at)) && isWord(part.slice(at)));
}

/** Short forms of `jane.doe` in mailboxes: jdoe, janed, doej, doejane. */
function shortForms(name: string): readonly string[] {
    const words = splitEmail(name.toLowerCase()).local.split(/[._-]+/u);
    const [first = "", last = ""] = [words[0], words.at(-1)];
    if (words.length < 2 || last.length < 2 || words.some(isGroupWord)) return [];
    return [first[0]! + last, first + last[0]!, last + first[0]!, last + first, first + last];
}

function plain(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "");
}
