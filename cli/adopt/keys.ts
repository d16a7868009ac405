import type { Member } from "../../aws/members";
import { plainName } from "../../config/faults";

/** AWS's limit for a name; a key is never longer. */
const longest = 50;
/** Names of the management layer's own. */
const reserved = new Set(["management", "root", ""]);

/** What of an account its key is made from. */
type Keyed = Pick<Member, "id" | "name" | "state">;

/**
 * A key for each account, by its id: its name without the company's, in letters that a key may have. Of accounts that share one, an active
 * one keeps it, the one with the smallest id first; the others get the end of their ids behind it, so that no later account changes a key.
 *
 * @param known keys that accounts have in the config already, by id
 */
export function accountKeys(
    accounts: readonly Keyed[],
    company: string,
    known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
    const keys = new Map(known);
    const taken = new Set(known.values());
    const open = accounts
        .filter(({ id }) => !known.has(id))
        .sort((one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id));
    for (const account of open) {
        const base = keyOf(account, company);
        const key = [
            base,
            ...[4, 8, 12].map((digits) => `${base.slice(0, longest - digits - 1)}-${account.id.slice(-digits)}`),
        ].find((each) => !taken.has(each))!;
        taken.add(key);
        keys.set(account.id, key);
    }
    return keys;
}

function rank({ state }: Keyed): number {
    return state === "ACTIVE" ? 0 : 1;
}

function keyOf({ id, name }: Keyed, company: string): string {
    const plain = plainName(name);
    const prefix = `${plainName(company)}-`;
    const short = plain.startsWith(prefix) ? plain.slice(prefix.length) : plain;
    const key = (short === "" ? plain : short).slice(0, longest).replace(/-+$/u, "");
    // Digits alone are a number to YAML.
    if (reserved.has(key) || /^\d+$/u.test(key)) return `account-${key === "" ? id.slice(-4) : key}`.slice(0, longest);
    return key;
}
