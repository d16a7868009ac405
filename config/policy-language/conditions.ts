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
        const plain = operator.replace(/^For(?:All|Any)(?:Values|Value):/u, "").replace(/IfExists$/u, "");
        const quantifier = /^(For\w+):/u.exec(operator)?.[1];
        if (
            !operators.includes(plain) ||
            (quantifier !== undefined && !["ForAllValues", "ForAnyValue"].includes(quantifier))
        ) {
            const near = nearest(plain, operators);
            return [
                {
                    at: ["Condition", operator],
                    message: `${operator} is not a condition operator`,
                    cure: near === undefined ? "use an operator of IAM, as in StringEquals" : `did you mean ${near}?`,
                },
            ];
        }
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
