import { splitEmail } from "./address";

/**
 * The group's alias for an account: `aws@example.com` and `apps-prd` give `aws+apps-prd@example.com`. If the group's address has a `+`
 * already, `-` is used, because mail servers look only at the first `+`.
 */
export function deriveEmail(group: string, key: string): string {
    const { local, domain } = splitEmail(group);
    return `${local}${joint(local)}${key}@${domain}`;
}

/** Whether the address is an alias of the group, as made by deriveEmail, ignoring case. */
export function isAliasOf(group: string, email: string): boolean {
    const wanted = splitEmail(group.toLowerCase());
    const given = splitEmail(email.toLowerCase());
    const prefix = wanted.local + joint(wanted.local);
    return given.domain === wanted.domain && given.local.startsWith(prefix) && given.local.length > prefix.length;
}

/** How many characters a key may have in an alias of the group. */
export function roomForKey(group: string, longest: number): number {
    return longest - group.length - 1;
}

function joint(local: string): string {
    return local.includes("+") ? "-" : "+";
}
