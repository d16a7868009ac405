/** Why nobody can say whether something holds: a condition key, an operator or a form that is not known. */
export class Unknown {
    /** @param why a clause, for example `aws:SourceVpc is not given` */
    constructor(readonly why: string) {}
}

/**
 * A policy variable has no value in the request, and no default. The text of it is then as no other; what a negation makes of it AWS does
 * not say ("this might cause the entire statement to be invalid", IAM User Guide, "IAM policy elements: Variables and tags").
 */
export class Unresolved extends Unknown {}

/** Whether something holds, or why it is not known. Never guessed. */
export type Answer = boolean | Unknown;

/** The opposite; what is not known stays so. */
export function not(answer: Answer): Answer {
    return typeof answer === "boolean" ? !answer : answer;
}

/** Whether it holds for every item: one that it does not hold for decides, whatever is not known of the others. True for none. */
export function all<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
    let unknown: Unknown | undefined;
    for (const item of items) {
        const answer = ask(item);
        if (answer === false) return false;
        if (answer !== true) unknown ??= answer;
    }
    return unknown ?? true;
}

/** Whether it holds for one item at least. False for none. */
export function any<T>(items: readonly T[], ask: (item: T) => Answer): Answer {
    let unknown: Unknown | undefined;
    for (const item of items) {
        const answer = ask(item);
        if (answer === true) return true;
        if (answer !== false) unknown ??= answer;
    }
    return unknown ?? false;
}

/** Of a comparison that nothing negates. */
export function settled(answer: Answer): Answer {
    return answer instanceof Unresolved ? false : answer;
}
