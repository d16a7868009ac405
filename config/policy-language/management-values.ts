import { displayValue } from "../faults/display-value";
import { nearest } from "../faults/nearest";
import type { DocumentFault } from "./document-fault";

/** What is wrong with a value of a management policy. */
export interface ValueFault extends DocumentFault {
    /** False where AWS may have come to take it since its page was read. */
    readonly isSure: boolean;
    /** The value, where it is one. */
    readonly value?: unknown;
}

/** What one value may be: what is wrong with it, as a clause with a cure, or nothing. Numbers and true or false are read as texts. */
export interface Rule {
    readonly judge: (text: string) => { readonly message: string; readonly cure: string } | undefined;
    readonly isSure: boolean;
}

/** One of these words and no other, by AWS's page. Whether letter case counts it does not say. */
export function words(...known: readonly string[]): Rule {
    return { ...wordsSoFar(...known), isSure: true };
}

/** One of these words, of which AWS may add some. */
export function wordsSoFar(...known: readonly string[]): Rule {
    return {
        isSure: false,
        judge: (text) => {
            if (known.some((word) => word.toLowerCase() === text.toLowerCase())) return undefined;
            const near = nearest(text, known);
            const list = known.join(", ");
            return {
                message: `AWS's page has ${list} here`,
                cure: near === undefined ? `write one of ${list}` : `did you mean ${near}?`,
            };
        },
    };
}

/** A whole number, -1 for none where that is allowed. */
export function wholeNumber({ least, orNone = false }: { readonly least: number; readonly orNone?: boolean }): Rule {
    return {
        isSure: true,
        judge: (text) => {
            const isNumber = /^-?\d+$/u.test(text);
            if (isNumber && (Number(text) >= least || (orNone && text === "-1"))) return undefined;
            return { message: `is a whole number of ${least} or more`, cure: `write ${least} or more` };
        },
    };
}

/** A text of this form. */
export function form(pattern: RegExp, message: string, cure: string, isSure = true): Rule {
    return { isSure, judge: (text) => (pattern.test(text) ? undefined : { message, cure }) };
}

export const switched = words("enabled", "disabled");
export const yesOrNo = words("true", "false");

/** Names of regions, and AWS's word for all. New ones are of the same form. */
export const region = form(
    /^(?:ALL_SUPPORTED|[a-z]{2,4}(?:-[a-z]+)+-\d{1,2})$/u,
    "is no region's name",
    "write names of regions, as in eu-west-1",
    false,
);

/** Everything that is wrong with the values that the operators of a setting give. What is taken away by `@@remove` is none. */
export function valueFaults(
    { judge, isSure }: Rule,
    node: Readonly<Record<string, unknown>>,
    at: DocumentFault["at"],
): readonly ValueFault[] {
    return Object.entries(node).flatMap(([operator, given]): readonly ValueFault[] => {
        if (!["@@assign", "@@append"].includes(operator.toLowerCase())) return [];
        const isList = Array.isArray(given);
        return (isList ? (given as readonly unknown[]) : [given]).flatMap((value, index): readonly ValueFault[] => {
            const place = isList ? [...at, operator, index] : [...at, operator];
            if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
                return [{ at: place, message: "is no text, number, true or false", cure: "write one", isSure: true }];
            const wrong = judge(String(value));
            return wrong === undefined ? [] : [{ at: place, value, ...wrong, isSure }];
        });
    });
}

const childControls = ["@@all", "@@none", "@@assign", "@@append", "@@remove"];

/** What is wrong with the words of `@@operators_allowed_for_child_policies`. */
export function controlFaults(value: unknown, at: DocumentFault["at"]): readonly ValueFault[] {
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    return given.flatMap((word, index): readonly ValueFault[] => {
        if (typeof word === "string" && childControls.includes(word.toLowerCase())) return [];
        const near = typeof word === "string" ? nearest(word, childControls) : undefined;
        return [
            {
                at: Array.isArray(value) ? [...at, index] : at,
                message: `${displayValue(word)} is no word for what child policies may use`,
                cure: near === undefined ? `write some of ${childControls.join(", ")}` : `did you mean ${near}?`,
                isSure: true,
            },
        ];
    });
}
