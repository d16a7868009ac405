import { splitEmail } from "./address";

/**
 * The group's alias for an account: `aws@example.com` and `apps-prd` give `aws+apps-prd@example.com`. A group that has a `+` itself is
 * extended by `-`: mail servers look at the first `+` only.
 */
export function deriveEmail(group: string, key: string): string {
    const { local, domain } = splitEmail(group);
    return `${local}${joint(local)}${key}@${domain}`;
}

/** Whether the address is an alias of the group, as deriveEmail makes them, without regard to case. */
export function isAliasOf(group: string, email: string): boolean {
    const wanted = splitEmail(group.toLowerCase());
    const given = splitEmail(email.toLowerCase());
    const prefix = wanted.local + joint(wanted.local);
    return given.domain === wanted.domain && given.local.startsWith(prefix) && given.local.length > prefix.length;
}

/** How many characters are left for a key in an alias of the group. */
export function roomForKey(group: string, longest: number): number {
    return longest - group.length - 1;
}

function joint(local: string): string {
    return local.includes("+") ? "-" : "+";
}
