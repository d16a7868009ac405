import { isMap } from "../faults/is-map";
import { nearest } from "../faults/nearest";
import type { DocumentFault } from "./document-fault";

// IAM User Guide, "IAM JSON policy elements: Condition operators" (read 2026-11-25).
const operators =
    `StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike NumericEquals
    NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals DateEquals DateNotEquals DateLessThan
    DateLessThanEquals DateGreaterThan DateGreaterThanEquals Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnLike ArnNotEquals
    ArnNotLike Null`
        .trim()
        .split(/\s+/u);

/** Faults in the Condition of a statement: unknown operators, and operators without a key. */
export function conditionFaults(condition: unknown): readonly DocumentFault[] {
    if (condition === undefined) return [];
    if (!isMap(condition))
        return [
            {
                at: ["Condition"],
                message: "Condition is not a map",
                cure: 'write: "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-…" } }',
            },
        ];
    return Object.entries(condition).flatMap(([operator, keys]) => {
        const [, quantifier = "", plain = "", ifExists = ""] = /^(?:(\w+):)?(.*?)(IfExists)?$/su.exec(operator)!;
        const cures = operatorCures(quantifier, plain, ifExists);
        if (cures !== undefined)
            return [{ at: ["Condition", operator], message: `${operator} is not a condition operator`, cure: cures }];
        if (!isMap(keys) || Object.keys(keys).length === 0)
            return [
                {
                    at: ["Condition", operator],
                    message: `${operator} names no key`,
                    cure: 'write a key with its value, as in { "aws:RequestedRegion": "us-east-1" }',
                },
            ];
        return [];
    });
}

const quantifiers = ["ForAllValues", "ForAnyValue"];

/** What to write for an operator that IAM does not have; undefined for one that it has. */
function operatorCures(quantifier: string, plain: string, ifExists: string): string | undefined {
    // "You can add IfExists to the end of any condition operator name except the Null condition" (the same page).
    if (plain === "Null" && ifExists !== "") return "write Null, which tests itself whether the key exists";
    const isQuantifier = quantifier === "" || quantifiers.includes(quantifier);
    if (operators.includes(plain) && isQuantifier) return undefined;
    const named = ifExists === "" ? [...operators, ...operators.map((each) => `${each}IfExists`)] : operators;
    const near = operators.includes(plain) ? plain : nearest(plain, named);
    const nearQuantifier = isQuantifier ? quantifier : nearest(quantifier, quantifiers);
    if (near === undefined || nearQuantifier === undefined) return "use an operator of IAM, as in StringEquals";
    return `did you mean ${nearQuantifier === "" ? "" : `${nearQuantifier}:`}${near}${ifExists}?`;
}
