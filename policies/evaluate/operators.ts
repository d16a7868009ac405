import { isIP, BlockList } from "node:net";
import { Unknown, all, type Answer } from "./answer";
import type { RequestContext } from "./request-context";
import { textPattern, type Reading } from "./text-pattern";

/** Whether a value of a request matches one of a policy. */
type Comparison = (value: string, context: RequestContext) => Answer;

/** A condition operator, without its prefix and suffix (ForAnyValue:, IfExists). */
export interface Operator {
    /** Whether it holds if the comparison does not, as StringNotEquals. */
    readonly negated: boolean;
    /** Compiles a value of the policy. */
    readonly compare: (text: string, version: string) => Comparison;
    /** The form that a value of the policy must have, if it is in another: `number`. Absent: any text is right. */
    readonly lacks?: (text: string) => ValueForm | undefined;
}

/** What the values of an operator are. */
export type ValueForm = "number" | "date" | "true or false" | "base64 text" | "IP range" | "ARN";
type Comparing = Pick<Operator, "compare" | "lacks">;

/**
 * The condition operators by name, spelled as AWS does (IAM User Guide, "IAM JSON policy elements: Condition
 * operators", read 2026-11-30). Null is not here, because it tests for the key and not for its value.
 */
export const operators: ReadonlyMap<string, Operator> = new Map([
    ...pair("StringEquals", "StringNotEquals", text({ wildcards: false })),
    ...pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", text({ wildcards: false, anyCase: true })),
    ...pair("StringLike", "StringNotLike", text({ wildcards: true })),
    // The page says that these two behave alike.
    ...pair("ArnEquals", "ArnNotEquals", arns()),
    ...pair("ArnLike", "ArnNotLike", arns()),
    ...pair(
        "NumericEquals",
        "NumericNotEquals",
        ordered(numberOf, "number", (a, b) => a === b),
    ),
    ...one(
        "NumericLessThan",
        ordered(numberOf, "number", (a, b) => a < b),
    ),
    ...one(
        "NumericLessThanEquals",
        ordered(numberOf, "number", (a, b) => a <= b),
    ),
    ...one(
        "NumericGreaterThan",
        ordered(numberOf, "number", (a, b) => a > b),
    ),
    ...one(
        "NumericGreaterThanEquals",
        ordered(numberOf, "number", (a, b) => a >= b),
    ),
    ...pair(
        "DateEquals",
        "DateNotEquals",
        ordered(timeOf, "date", (a, b) => a === b),
    ),
    ...one(
        "DateLessThan",
        ordered(timeOf, "date", (a, b) => a < b),
    ),
    ...one(
        "DateLessThanEquals",
        ordered(timeOf, "date", (a, b) => a <= b),
    ),
    ...one(
        "DateGreaterThan",
        ordered(timeOf, "date", (a, b) => a > b),
    ),
    ...one(
        "DateGreaterThanEquals",
        ordered(timeOf, "date", (a, b) => a >= b),
    ),
    ...one(
        "Bool",
        ordered(booleanOf, "true or false", (a, b) => a === b),
    ),
    ...one(
        "BinaryEquals",
        ordered(bytesOf, "base64 text", (a, b) => a === b),
    ),
    ...pair("IpAddress", "NotIpAddress", addresses()),
]);

function one(name: string, comparing: Comparing): readonly (readonly [string, Operator])[] {
    return [[name, { negated: false, ...comparing }]];
}

function pair(name: string, opposite: string, comparing: Comparing): readonly (readonly [string, Operator])[] {
    return [...one(name, comparing), [opposite, { negated: true, ...comparing }]];
}

/** Policy variables work only in texts and ARNs. */
function text(reading: Omit<Reading, "variables">): Comparing {
    return {
        compare: (value, version) => textPattern(value, { ...reading, variables: version === "2012-10-17" }),
    };
}

function arns(): Comparing {
    return {
        compare: arn,
        lacks: (text) => (segments(text) === undefined && !text.includes("${") ? "ARN" : undefined),
    };
}

/** Compares each of the six parts of an ARN separately. */
function arn(pattern: string, version: string): Comparison {
    const parts = segments(pattern);
    if (parts === undefined) return () => new Unknown(`${pattern} is not an ARN`);
    const reading = { wildcards: true, variables: version === "2012-10-17" };
    const patterns = parts.map((part) => textPattern(part, reading));
    return (value, context) => {
        const given = segments(value);
        if (given === undefined) return false;
        return all([...patterns.entries()], ([index, matches]) => matches(given[index]!, context));
    };
}

/** Splits at colons, except inside a variable. */
function segments(text: string): readonly string[] | undefined {
    const parts: string[] = [];
    let part = "";
    for (const piece of text.split(/(\$\{[^}]*\}|:)/u)) {
        if (piece === ":" && parts.length < 5) {
            parts.push(part);
            part = "";
        } else part += piece;
    }
    return parts.length === 5 ? [...parts, part] : undefined;
}

/** An operator whose values are parsed first. A value that cannot be parsed is unknown. */
function ordered<T>(
    read: (text: string) => T | undefined,
    what: ValueForm,
    holds: (value: T, bound: T) => boolean,
): Comparing {
    return {
        lacks: (pattern) => (read(pattern) === undefined ? what : undefined),
        compare: (pattern) => {
            const bound = read(pattern);
            if (bound === undefined) return () => new Unknown(`${pattern} is not a ${what}`);
            return (text) => {
                const value = read(text);
                return value === undefined ? new Unknown(`${text} is not a ${what}`) : holds(value, bound);
            };
        },
    };
}

function numberOf(text: string): number | undefined {
    return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu.test(text) ? Number(text) : undefined;
}

/** Milliseconds since 1970 of an ISO 8601 date, in the forms that W3C's note lists, or of seconds since 1970. */
function timeOf(text: string): number | undefined {
    if (/^\d+$/u.test(text) && text.length !== 4) return Number(text) * 1000;
    if (!/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/u.test(text))
        return undefined;
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : time;
}

function booleanOf(text: string): boolean | undefined {
    const folded = text.toLowerCase();
    return folded === "true" ? true : folded === "false" ? false : undefined;
}

function bytesOf(text: string): string | undefined {
    return /^[A-Za-z0-9+/]*={0,2}$/u.test(text) ? Buffer.from(text, "base64").toString("hex") : undefined;
}

function addresses(): Comparing {
    return {
        compare: address,
        lacks: (range) => (networkOf(range) === undefined ? "IP range" : undefined),
    };
}

/** An IP address or CIDR range, IPv4 or IPv6. */
function networkOf(
    range: string,
): { readonly base: string; readonly family: number; readonly prefix: number } | undefined {
    const [base = "", length, ...rest] = range.split("/");
    const family = isIP(base);
    const longest = family === 4 ? 32 : 128;
    const prefix = length === undefined ? longest : /^\d+$/u.test(length) ? Number(length) : NaN;
    return family === 0 || rest.length > 0 || !(prefix <= longest) ? undefined : { base, family, prefix };
}

function address(range: string): Comparison {
    const network = networkOf(range);
    if (network === undefined) return () => new Unknown(`${range} is not an IP range`);
    const { base, family, prefix } = network;
    const list = new BlockList();
    list.addSubnet(base, prefix, family === 4 ? "ipv4" : "ipv6");
    return (value) => {
        const given = isIP(value);
        if (given === 0) return new Unknown(`${value} is not an IP address`);
        return given === family && list.check(value, given === 4 ? "ipv4" : "ipv6");
    };
}
