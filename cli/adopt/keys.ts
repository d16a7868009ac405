import type { Member } from "../../aws/members";
import { plainName } from "../../config/faults";

/** Characters; AWS's limit for an account's name. */
const maxLength = 50;
/** Keys that no member account can have. */
const reserved = new Set(["management", "root", ""]);

/** The part of an account that its key is made from. */
type Keyed = Pick<Member, "id" | "name" | "state">;

/**
 * A key for each account, by account id: its name without the company's, in characters that a key may have. If accounts share a name, the
 * first active one keeps it, in the order of ids; the others get the last digits of their ids appended, so that a later account does not
 * change an existing key.
 *
 * @param known keys of accounts that the config has already, by account id
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
            ...[4, 8, 12].map((digits) => `${base.slice(0, maxLength - digits - 1)}-${account.id.slice(-digits)}`),
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
    const key = (short === "" ? plain : short).slice(0, maxLength).replace(/-+$/u, "");
    // YAML reads digits alone as a number.
    if (reserved.has(key) || /^\d+$/u.test(key))
        return `account-${key === "" ? id.slice(-4) : key}`.slice(0, maxLength);
    return key;
}
