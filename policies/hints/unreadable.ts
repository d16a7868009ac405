import { operatorParts } from "../evaluate/conditions";
import { operators, type ValueForm } from "../evaluate/operators";
import type { Hint } from "./aws-names";
import { placeOf, statementsOf, textsOf, type Statement } from "./patterns";

/** Values of a document that no value of a request can be compared with, and resources that are no ARN. */
export function unreadable(document: Readonly<Record<string, unknown>>): readonly Hint[] {
    return statementsOf(document).flatMap((statement, index) => {
        const at = placeOf(document, index);
        return [...resourceHints(statement), ...valueHints(statement)].map((hint) => ({
            ...hint,
            at: [...at, ...hint.at],
        }));
    });
}

function resourceHints(statement: Statement): readonly Hint[] {
    return ["Resource", "NotResource"].flatMap((element) => {
        const given = statement[element];
        if (given === undefined) return [];
        return textsOf(given).flatMap((text, index) => {
            const at = Array.isArray(given) ? [element, index] : [element];
            // A wildcard or variable at the beginning may mean the part that ARNs begin with.
            if (/^(?:arn:|a?r?n?[*?]|\$\{)/u.test(text)) return openVariable(text, at);
            const cure = 'write an ARN, as in arn:aws:s3:::<bucket>/*, or "*" for all';
            return [{ at, message: `${text} is no ARN, and means no resource`, cure }];
        });
    });
}

const cures: Readonly<Record<ValueForm, string>> = {
    number: "write a number, as in 3600",
    date: "write a date of ISO 8601, as in 2026-12-31T00:00:00Z",
    "true or false": "write true or false",
    "base64 text": "write it in base64",
    "IP range": "write an address or a range, as in 203.0.113.0/24",
    ARN: "write an ARN of six parts, as in arn:aws:iam::*:role/*, or compare by StringLike",
};

function valueHints({ Condition: block }: Statement): readonly Hint[] {
    return Object.entries((block ?? {}) as Readonly<Record<string, object>>).flatMap(([operator, keys]) =>
        Object.entries(keys as Readonly<Record<string, unknown>>).flatMap(([key, given]): readonly Hint[] => {
            const at = ["Condition", operator, key];
            if (Array.isArray(given) && given.length === 0)
                return [
                    { at, message: `${operator} compares ${key} with nothing`, cure: "write a value, or take it out" },
                ];
            return textsOf(given).flatMap((text, index) =>
                valueHint(operator, text, Array.isArray(given) ? [...at, index] : at),
            );
        }),
    );
}

function valueHint(operator: string, text: string, at: Hint["at"]): readonly Hint[] {
    const { name } = operatorParts(operator);
    const lacks = name === "Null" ? notBoolean(text) : operators.get(name)?.lacks?.(text);
    if (lacks === undefined) return openVariable(text, at);
    const what = lacks === "true or false" ? `neither true nor false` : `no ${lacks}`;
    return [{ at, message: `${operator} compares nothing with ${text}, which is ${what}`, cure: cures[lacks] }];
}

function notBoolean(text: string): ValueForm | undefined {
    return /^(?:true|false)$/iu.test(text) ? undefined : "true or false";
}

function openVariable(text: string, at: Hint["at"]): readonly Hint[] {
    if (!/\$\{[^}]*$/u.test(text)) return [];
    return [
        { at, message: `${text} has a variable without its end, and is read letter for letter`, cure: "write the }" },
    ];
}
