import { conditionParts, conditionsOf as compiled, operatorParts, type Condition } from "../evaluate/conditions";
import { RequestContext } from "../evaluate/request-context";
import type { Hint } from "./aws-names";
import type { Statement } from "./patterns";

interface Part extends Condition {
    readonly values: readonly string[];
}

/** Conditions of a statement that no request meets together. */
export function contradiction({ Condition: block }: Statement): Hint | undefined {
    const compiledParts = compiled(block, "2012-10-17");
    const parts = conditionParts(block).map(({ values }, index): Part => ({ ...compiledParts[index]!, values }));
    for (const part of parts) {
        const others = parts.filter((other) => other !== part && other.key.toLowerCase() === part.key.toLowerCase());
        const found = absentAndNeeded(part, others) ?? excluding(part, others);
        if (found !== undefined) return { at: ["Condition"], ...found };
    }
    return undefined;
}

const negated = /Not(?:Equals|Like|IpAddress)|^NotIpAddress/u;

/** Whether a condition holds only if the request has the key. */
export function needsKey(operator: string): boolean {
    return operator !== "Null" && !negated.test(operator) && !/^ForAllValues:|IfExists$/u.test(operator);
}

function absentAndNeeded({ operator, key, values }: Part, others: readonly Part[]): Omit<Hint, "at"> | undefined {
    if (operator !== "Null" || !values.every((value) => value.toLowerCase() === "true")) return undefined;
    const needing = others.find((other) => needsKey(other.operator));
    return (
        needing && {
            message: `Null asks for a request without ${key.toLowerCase()}, and ${needing.operator} for one with it`,
            cure: "take one of the two out",
        }
    );
}

/** Whether each value that would meet the condition fails another one of the same key. */
function excluding(part: Part, all: readonly Part[]): Omit<Hint, "at"> | undefined {
    // Of several values each may meet another condition.
    const others = all.filter(({ operator }) => operatorParts(operator).quantifier === undefined);
    const candidates = candidatesOf(part, others);
    if (candidates === undefined || others.length === 0) return undefined;
    const against = new Set<string>();
    for (const value of candidates) {
        const context = new RequestContext({ [part.key]: value }, "unknown");
        if (part.holds(context) === false) continue;
        const failing = others.find(({ holds }) => holds(context) === false);
        if (failing === undefined) return undefined;
        against.add(failing.operator);
    }
    return {
        message: `${[part.operator, ...against].join(" and ")} of ${part.key.toLowerCase()} exclude each other`,
        cure: against.size === 1 ? "take values out of one of the two" : "take values out of one of them",
    };
}

/** The values that can meet a condition, as far as it matters to the others; undefined if they are too many to try. */
function candidatesOf({ operator, values }: Part, others: readonly Part[]): readonly string[] | undefined {
    if (/^(?:StringEquals|NumericEquals|DateEquals|Bool)$/u.test(operator) && values.length > 0)
        return values.some((value) => value.includes("${")) ? undefined : values;
    if (/^(?:StringLike|ArnEquals|ArnLike)$/u.test(operator) && values.length > 0)
        return values.some((value) => /[*?]|\$\{/u.test(value)) ? undefined : values;
    if (/^Numeric(?:Less|Greater)/u.test(operator))
        return numbersAround([values, ...others.map((each) => each.values)]);
    return undefined;
}

/** The given numbers, with one below, between and above them. */
function numbersAround(lists: readonly (readonly string[])[]): readonly string[] | undefined {
    const bounds = [...new Set(lists.flat().map(Number))].sort((a, b) => a - b);
    if (bounds.length === 0 || bounds.some(Number.isNaN)) return undefined;
    const between = bounds.map((bound, index) => (bound + (bounds[index + 1] ?? bound + 2)) / 2);
    return [bounds[0]! - 1, ...bounds, ...between].map(String);
}
