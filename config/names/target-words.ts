/** What a word among a policy's targets means. */
export type TargetMeaning =
    | { readonly kind: "root" }
    | { readonly kind: "unit"; readonly path: string }
    | { readonly kind: "account"; readonly key: string };

/** Distinguishes an account from a unit with the same name. */
export const accountPrefix = "account:";

/**
 * What a word among a policy's targets means. A word that is a unit's path means the unit, and `account:<key>` the account of that key.
 *
 * @param isUnit whether there is a unit of this path, including units that deeper paths imply
 */
export function meaningOfTarget(word: string, isUnit: (path: string) => boolean): TargetMeaning {
    if (word === "root") return { kind: "root" };
    if (isUnit(word)) return { kind: "unit", path: word };
    return { kind: "account", key: word.startsWith(accountPrefix) ? word.slice(accountPrefix.length) : word };
}

/** A unit's path and the paths above it, from the top; empty for the root. */
export function unitsAbove(path: string | undefined): readonly string[] {
    if (path === undefined || path === "root") return [];
    const names = path.split("/");
    return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

/** The one word for an account: its key, with the prefix only if a unit has the same name. */
export function wordOfAccount(key: string, isUnit: (path: string) => boolean): string {
    return isUnit(key) ? `${accountPrefix}${key}` : key;
}
