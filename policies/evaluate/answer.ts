/** The reason why something cannot be decided: a condition key, an operator or a form that is not known. */
export class Unknown {
    /** @param why a clause, for example `aws:SourceVpc is not given` */
    constructor(readonly why: string) {}
}

/**
 * A policy variable has no value in the request, and no default. The text then matches nothing. AWS does not say what a
 * negation makes of it ("this might cause the entire statement to be invalid", IAM User Guide, "IAM policy elements:
 * Variables and tags").
 */
export class Unresolved extends Unknown {}

/** Whether something holds, or why that is not known. Never a guess. */
export type Answer = boolean | Unknown;

/** The opposite; unknown stays unknown. */
export function not(answer: Answer): Answer {
    return typeof answer === "boolean" ? !answer : answer;
}

/**
 * Whether it holds for every item. One that it does not hold for decides, even if others are unknown. True for an empty
 * list.
 */
export function all<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
    let unknown: Unknown | undefined;
    for (const item of items) {
        const answer = ask(item);
        if (answer === false) return false;
        if (answer !== true) unknown ??= answer;
    }
    return unknown ?? true;
}

/** Whether it holds for at least one item. False for an empty list. */
export function any<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
    let unknown: Unknown | undefined;
    for (const item of items) {
        const answer = ask(item);
        if (answer === true) return true;
        if (answer !== false) unknown ??= answer;
    }
    return unknown ?? false;
}

/** The answer of a comparison that is not negated: a text with an unresolved variable matches nothing. */
export function settled(answer: Answer): Answer {
    return answer instanceof Unresolved ? false : answer;
}
