import type { Hint } from "./aws-names";
import { conditionsOf, covers, placeOf, statementsOf, textsOf, type Statement } from "./patterns";

/** A policy to compare with the others of its type. */
export interface HintedPolicy {
    readonly name: string;
    readonly type: string;
    readonly document: Readonly<Record<string, unknown>>;
    /** `root`, paths of units, and keys of accounts. */
    readonly targets: readonly string[];
}

/** Whether everything in the second target is in the first; also true if they are the same. */
export type IsBelow = (above: string, below: string) => boolean;

/**
 * Denials without effect, because another statement denies the same everywhere they are attached. Of two equal ones,
 * the first is kept.
 */
export function mootDenials(policies: readonly HintedPolicy[], isBelow: IsBelow): ReadonlyMap<string, readonly Hint[]> {
    const denials = policies.flatMap((policy) =>
        statementsOf(policy.document).flatMap((statement, index) =>
            statement["Effect"] === "Deny" ? [{ policy, statement, index }] : [],
        ),
    );
    const hints = new Map<string, Hint[]>();
    denials.forEach(({ policy, statement, index }, position) => {
        const wider = denials.find((other, at) => {
            if (at === position || other.policy.type !== policy.type) return false;
            if (other.policy !== policy && !isEverywhere(other.policy, policy, isBelow)) return false;
            if (!isWithin(statement, other.statement)) return false;
            const isSame =
                isWithin(other.statement, statement) &&
                (other.policy === policy || isEverywhere(policy, other.policy, isBelow));
            return !isSame || at < position;
        });
        if (wider === undefined) return;
        const sid = wider.statement["Sid"];
        const named = typeof sid === "string" && sid !== "" ? sid : `statement ${wider.index + 1}`;
        const of = wider.policy === policy ? "" : ` of ${wider.policy.name}`;
        const hint = {
            at: placeOf(policy.document, index),
            message: `denies nothing more: ${named}${of} denies it all`,
            cure: "take one of the two out",
        };
        hints.set(policy.name, [...(hints.get(policy.name) ?? []), hint]);
    });
    return hints;
}

function isEverywhere(above: HintedPolicy, { targets }: HintedPolicy, isBelow: IsBelow): boolean {
    return targets.length > 0 && targets.every((target) => above.targets.some((each) => isBelow(each, target)));
}

/** Whether each request that the first statement covers is covered by the second, as far as their patterns show it. */
function isWithin(narrow: Statement, wide: Statement): boolean {
    return (
        isElementWithin("Action", narrow, wide) &&
        isElementWithin("Resource", narrow, wide) &&
        hasConditions(narrow, wide)
    );
}

function isElementWithin(element: "Action" | "Resource", narrow: Statement, wide: Statement): boolean {
    const [own, not] = [element, `Not${element}`];
    const all = (patterns: unknown, by: unknown): boolean =>
        textsOf(patterns).every((each) => textsOf(by).some((pattern) => covers(pattern, each)));
    if (wide[own] !== undefined) {
        if (textsOf(wide[own]).includes("*")) return true;
        return narrow[own] !== undefined && all(narrow[own], wide[own]);
    }
    // NotAction and the like: whatever the wide statement leaves out, the narrow one must leave out too.
    return narrow[not] !== undefined && all(wide[not], narrow[not]);
}

/** Whether the narrow statement has every condition of the wide one: fewer conditions cover more requests. */
function hasConditions(narrow: Statement, wide: Statement): boolean {
    const own = conditionsOf(narrow);
    return [...conditionsOf(wide)].every(([key, values]) => JSON.stringify(own.get(key)) === JSON.stringify(values));
}
