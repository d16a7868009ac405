import { displayValue } from "../faults/display-value";
import { nearest } from "../faults/nearest";
import type { DocumentFault } from "./document-fault";

/** A fault in a value of a management policy. */
export interface ValueFault extends DocumentFault {
    /** False if AWS may have allowed the value since its page was read. */
    readonly isSure: boolean;
    /** The value, if there is one. */
    readonly value?: unknown;
}

/** The rule for one value: returns what is wrong, as a clause with a cure, or undefined. Numbers and booleans are read as text. */
export interface Rule {
    readonly judge: (text: string) => { readonly message: string; readonly cure: string } | undefined;
    readonly isSure: boolean;
}

/** Exactly these words, by AWS's page, which does not say whether case matters. */
export function words(...known: readonly string[]): Rule {
    return { ...wordsSoFar(...known), isSure: true };
}

/** Exactly these words, in this letter case: AWS's page says that the policy does not work with another. */
export function exactWords(...known: readonly string[]): Rule {
    const { judge } = wordsSoFar(...known);
    return {
        isSure: true,
        judge: (text) => {
            const meant = known.find((word) => word.toLowerCase() === text.toLowerCase());
            if (meant === undefined || meant === text) return judge(text);
            return { message: "is in another letter case than AWS's word, and has no effect", cure: `write ${meant}` };
        },
    };
}

/** One of these words, to which AWS may add others. */
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

/** A whole number, or -1 for none where that is allowed. */
export function wholeNumber({ least, orNone = false }: { readonly least: number; readonly orNone?: boolean }): Rule {
    return {
        isSure: true,
        judge: (text) => {
            const isNumber = /^-?\d+$/u.test(text);
            if (isNumber && (Number(text) >= least || (orNone && text === "-1"))) return undefined;
            return { message: `must be a whole number of ${least} or more`, cure: `write ${least} or more` };
        },
    };
}

/** A text that matches a pattern. */
export function form(pattern: RegExp, message: string, cure: string, isSure = true): Rule {
    return { isSure, judge: (text) => (pattern.test(text) ? undefined : { message, cure }) };
}

export const switched = words("enabled", "disabled");
export const yesOrNo = words("true", "false");

/** Names of regions, and AWS's word for all. New regions have the same form. */
export const region = form(
    /^(?:ALL_SUPPORTED|[a-z]{2,4}(?:-[a-z]+)+-\d{1,2})$/u,
    "is no region's name",
    "write names of regions, as in eu-west-1",
    false,
);

/** Every fault in the values that a setting's operators give. Values that `@@remove` takes away do not count. */
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

/** Faults in the words of `@@operators_allowed_for_child_policies`. */
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
