import { Unknown, all, any, not, settled, type Answer } from "./answer";
import { operators, type Operator } from "./operators";
import type { RequestContext } from "./request-context";

/** One key of a statement's Condition with its operator. */
export interface Condition {
    /** As written. */
    readonly operator: string;
    readonly key: string;
    readonly holds: (context: RequestContext) => Answer;
}

/** The parts of a statement's Condition. All of them must hold. */
export function conditionsOf(block: unknown, version: string): readonly Condition[] {
    return conditionParts(block).map(({ operator, key, values }) => ({
        operator,
        key,
        holds: condition(operator, key, values, version),
    }));
}

/**
 * The parts of a statement's Condition as written, without evaluating them. Values are strings: AWS reads true and 60 as "true" and "60".
 */
export function conditionParts(
    block: unknown,
): readonly (Pick<Condition, "operator" | "key"> & { readonly values: readonly string[] })[] {
    return Object.entries((block ?? {}) as Readonly<Record<string, unknown>>).flatMap(([operator, keys]) =>
        Object.entries((keys ?? {}) as Readonly<Record<string, unknown>>).map(([key, values]) => ({
            operator,
            key,
            values: [values].flat().map(String),
        })),
    );
}

/** An operator's name with its prefix and suffix, each undefined if it has none. */
export function operatorParts(written: string): {
    readonly quantifier: string | undefined;
    readonly name: string;
    readonly ifExists: string | undefined;
} {
    const [, quantifier, name = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/u.exec(written)!;
    return { quantifier, name, ifExists };
}

function condition(
    written: string,
    keyWritten: string,
    values: readonly string[],
    version: string,
): Condition["holds"] {
    const key = keyWritten.toLowerCase();
    const { quantifier, name, ifExists } = operatorParts(written);
    if (name === "Null" && quantifier === undefined && ifExists === undefined) return isNull(key, keyWritten, values);
    const operator = operators.get(name);
    if (operator === undefined) {
        const unknown = new Unknown(`${written} is not an operator that is known here`);
        return () => unknown;
    }
    const one = comparison(operator, values, version);
    return (context) => {
        const given = context.valuesOf(key, keyWritten);
        if (given instanceof Unknown) return given;
        if (given === undefined) {
            if (ifExists !== undefined || quantifier === "ForAllValues") return true;
            return quantifier === undefined && operator.negated;
        }
        if (quantifier === undefined) return alike(given, (value) => one(value, context), written, keyWritten);
        // An empty string is as if the key were absent: "a null data set, such as an empty string" (IAM User Guide,
        // "Set operators for multivalued context keys").
        if (given.every((value) => value === "")) return quantifier === "ForAllValues" || ifExists !== undefined;
        return (quantifier === "ForAllValues" ? all : any)(given, (value) => one(value, context));
    };
}

/** Operator Null. "true": the key is absent; "false": it has a value. */
function isNull(key: string, written: string, values: readonly string[]): Condition["holds"] {
    return (context) => {
        const given = context.valuesOf(key, written);
        if (given instanceof Unknown) return given;
        return any(values, (value) => {
            const folded = value.toLowerCase();
            if (folded !== "true" && folded !== "false") return new Unknown(`Null is true or false, and not ${value}`);
            return (folded === "true") === (given === undefined);
        });
    };
}

/** Whether one value of the request matches one of the policy's values or, for a negated operator, none of them. */
function comparison(
    { negated, compare }: Operator,
    values: readonly string[],
    version: string,
): (value: string, context: RequestContext) => Answer {
    const comparisons = values.map((value) => compare(value, version));
    return negated
        ? (value, context) => not(any(comparisons, (matches) => matches(value, context)))
        : (value, context) => any(comparisons, (matches) => settled(matches(value, context)));
}

/**
 * With several values AWS requires ForAnyValue or ForAllValues, and does not say what happens without: decided only if
 * all values agree.
 */
function alike(values: readonly string[], ask: (value: string) => Answer, operator: string, key: string): Answer {
    const [first, ...others] = values.map(ask);
    return others.every((answer) => answer === first)
        ? first!
        : new Unknown(`${key} has several values, and ${operator} compares one`);
}
