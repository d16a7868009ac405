import type { Outputs } from "./engine-event";
import { mapOf, type Places } from "./places";

/** Who gains and who loses access to accounts, as sentences. */
export interface AccessWords {
    readonly gained: readonly string[];
    readonly lost: readonly string[];
}

/**
 * Compares who may enter which account, by the management stack's outputs. No resource of that stack changes with it; the next runs of the
 * security stack and of the members' stacks apply it. A first run has nothing to compare with.
 */
export function accessWords({ before, after }: Outputs = { before: {}, after: {} }): AccessWords {
    if (!Array.isArray(before["access"]) || !Array.isArray(after["access"])) return { gained: [], lost: [] };
    const [old, next] = [entries(before["access"]), entries(after["access"])];
    return { gained: words(next, old, "can now"), lost: words(old, next, "can no longer") };
}

/** Keys of accounts, by role, that a group's policy allows to enter. */
export function enterable(policy: unknown, { account }: Places): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const [, id, role] of String(policy).matchAll(
        /arn:[\w-]+:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)/gu,
    ))
        found.set(role!, [...(found.get(role!) ?? []), account(id!)]);
    return found;
}

/** Sentences about the accounts that one has and the other lacks. */
export function words(
    has: ReadonlyMap<string, readonly string[]>,
    lacks: ReadonlyMap<string, readonly string[]>,
    can: "can now" | "can no longer",
    more = "",
): readonly string[] {
    return [...has].flatMap(([who, accounts]) => {
        const left = accounts.filter((account) => lacks.get(who)?.includes(account) !== true);
        const name = who.startsWith("by ") ? who.slice(3) : `people with ${who}`;
        return left.length === 0 ? [] : [`${name} ${can} enter ${list(left)}${more}`];
    });
}

/** `a, b and c`. */
export function list(names: readonly string[]): string {
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}

/** Keys of accounts by role; a role with `principals` is named by them. */
function entries(access: readonly unknown[]): ReadonlyMap<string, readonly string[]> {
    return new Map(
        access.flatMap((each) => {
            const { role, accounts, principals } = mapOf(each);
            if (typeof role !== "string" || !Array.isArray(accounts)) return [];
            const who = Array.isArray(principals) ? `by ${principals.map(String).join(", ")} with ${role}` : role;
            return [[who, accounts.map(String)] as const];
        }),
    );
}
