import { Unknown, Unresolved, type Answer } from "./answer";
import type { RequestContext } from "./request-context";

/** Wildcards: any number of characters, or exactly one. */
const anything = Symbol("*");
const oneCharacter = Symbol("?");

interface Variable {
    /** Spelled as in the policy. */
    readonly key: string;
    readonly fallback: string | undefined;
}
type Part = string | typeof anything | typeof oneCharacter | Variable;
type Matcher = (text: string) => boolean;

/** How to read a text of the policy. */
export interface Reading {
    /** Whether `*` and `?` are wildcards. */
    readonly wildcards: boolean;
    /** Whether `${key}` is replaced by a value of the request, as in documents of version 2012-10-17. */
    readonly variables: boolean;
    /** Whether case is ignored. Default: false. */
    readonly anyCase?: boolean;
    /**
     * Whether a wildcard ends with its segment, as in the first five parts of an ARN. One at a segment's end goes on
     * beyond it (IAM User Guide, "IAM JSON policy elements: Resource"). Default: false.
     */
    readonly arn?: boolean;
}

/** Whether a text of a request matches one of the policy. */
export type TextPattern = (text: string, context: RequestContext) => Answer;

export function textPattern(text: string, reading: Reading): TextPattern {
    const parts = partsOf(text, reading);
    if (parts instanceof Unknown) return () => parts;
    if (!parts.some(isVariable)) {
        return matcher(parts as readonly Exclude<Part, Variable>[], reading);
    }
    return (value, context) => {
        const resolved = resolve(parts, context);
        return resolved instanceof Unknown ? resolved : matcher(resolved, reading)(value);
    };
}

const isVariable = (part: Part): part is Variable => typeof part === "object";

/** Splits a text into its parts. `${*}`, `${?}` and `${$}` are the plain characters. */
function partsOf(text: string, { wildcards, variables }: Reading): readonly Part[] | Unknown {
    const parts: Part[] = [];
    const pieces = variables ? text.split(/(\$\{[^}]*\})/u) : [text];
    for (const piece of pieces) {
        const inner = variables ? /^\$\{([^}]*)\}$/u.exec(piece)?.[1] : undefined;
        if (inner === undefined) {
            if (!wildcards) parts.push(piece);
            else for (const each of piece.split(/([*?])/u)) parts.push(wildcardOf(each));
        } else if (["*", "?", "$"].includes(inner)) parts.push(inner);
        else {
            const named = /^\s*([\w:/.+=@-]+(?: [\w:/.+=@-]+)*)\s*(?:,\s*'([^']*)'\s*)?$/u.exec(inner);
            if (named === null) return new Unknown(`${piece} is not a policy variable`);
            parts.push({ key: named[1]!, fallback: named[2] });
        }
    }
    return parts.filter((part) => part !== "");
}

function wildcardOf(text: string): Part {
    return text === "*" ? anything : text === "?" ? oneCharacter : text;
}

/** Replaces variables by the request's values, in which `*` and `?` are plain characters. */
function resolve(parts: readonly Part[], context: RequestContext): readonly Exclude<Part, Variable>[] | Unknown {
    const resolved: Exclude<Part, Variable>[] = [];
    for (const part of parts) {
        if (!isVariable(part)) {
            resolved.push(part);
            continue;
        }
        const values = context.valuesOf(part.key.toLowerCase(), part.key);
        if (values instanceof Unknown) return values;
        // A key with several values cannot be used as a variable.
        const value = values?.length === 1 ? values[0] : part.fallback;
        if (value === undefined) return new Unresolved(`${part.key} has no value in the request`);
        resolved.push(value);
    }
    return resolved;
}

function matcher(parts: readonly Exclude<Part, Variable>[], reading: Reading): Matcher {
    const fold = reading.anyCase === true ? (text: string) => text.toLowerCase() : (text: string) => text;
    if (parts.every((part) => typeof part === "string")) {
        const whole = fold(parts.join(""));
        return (text) => fold(text) === whole;
    }
    const [first, second] = parts;
    if (parts.length === 1 && first === anything) return () => true;
    if (parts.length === 2 && typeof first === "string" && second === anything) {
        const start = fold(first);
        return (text) => fold(text).startsWith(start);
    }
    const places = placesOf(parts, reading.arn ?? false, fold);
    return (text) => follows(places, fold(text));
}

/** A position of a pattern: which characters match there, once or any number of times. */
interface Place {
    readonly takes: (character: string) => boolean;
    readonly repeats: boolean;
}

function placesOf(
    parts: readonly Exclude<Part, Variable>[],
    isArn: boolean,
    fold: (text: string) => string,
): readonly Place[] {
    let colons = 0;
    return parts.flatMap((part, index): readonly Place[] => {
        if (typeof part === "string") {
            colons += part.split(":").length - 1;
            return Array.from(fold(part)).map((own) => ({ takes: (character) => character === own, repeats: false }));
        }
        const next = parts[index + 1];
        const endsSegment = next === undefined || (typeof next === "string" && next.startsWith(":"));
        const isBounded = isArn && colons < 5 && (part === oneCharacter || !endsSegment);
        return [{ takes: (character) => !isBounded || character !== ":", repeats: part === anything }];
    });
}

/**
 * Tracks all positions at once, character by character. A regular expression would try them one after the other, which
 * can take forever with many stars.
 */
function follows(places: readonly Place[], text: string): boolean {
    let here = beyond(places, [0]);
    for (const character of text) {
        const next = [...here].flatMap((index) => {
            const place = places[index];
            return place?.takes(character) === true ? [place.repeats ? index : index + 1] : [];
        });
        if (next.length === 0) return false;
        here = beyond(places, next);
    }
    return here.has(places.length);
}

/** Adds the positions after stars, since a star may match nothing. */
function beyond(places: readonly Place[], from: readonly number[]): ReadonlySet<number> {
    const found = new Set<number>();
    for (const start of from)
        for (let index = start; !found.has(index); index++) {
            found.add(index);
            if (places[index]?.repeats !== true) break;
        }
    return found;
}
