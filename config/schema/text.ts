import * as z from "zod";
import { encodeComplaint, type Complaint } from "../faults/complaint";
import { displayValue } from "../faults/display-value";

/** What a key means to users; for the JSON Schema and the reference page. */
export interface KeyMeta {
    readonly description: string;
    /** A valid value, in YAML. */
    readonly example: string;
    /** For editors only: the check is stricter, and has a cure. */
    readonly pattern?: string;
    readonly maxLength?: number;
}

/** The account id in examples. */
export const idExample = '"111111111111"';

/** Returns what is wrong with a text, or undefined. */
export type TextCheck = (value: string) => Complaint | undefined;

/** A text with its rule. A value of another type is reported with the line to write. */
export function text(meta: KeyMeta, check: TextCheck = notEmpty): z.ZodString {
    const { description, example, pattern, maxLength } = meta;
    return z
        .string({ error: ({ input }) => encodeComplaint(notText(input, example)) })
        .check((context) => {
            const complaint = notEmpty(context.value) ?? check(context.value);
            if (complaint === undefined) return;
            context.issues.push({ code: "custom", input: context.value, message: encodeComplaint(complaint) });
        })
        .meta({ description, examples: [example], ...(pattern && { pattern }), ...(maxLength && { maxLength }) });
}

/** A text, or a list of texts: earlier names of a thing. */
export function formerNamesSchema(meta: KeyMeta): z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodString>]> {
    const description = `${meta.description} Several, the oldest first, as a list.`;
    return z
        .union([text(meta), z.array(text(meta))], {
            error: ({ input }) => encodeComplaint(notText(input, meta.example)),
        })
        .meta({ description, examples: [meta.example] });
}

/** The complaint about a value that should be a text. */
export function notText(input: unknown, example: string): Complaint {
    if (input === undefined) return { message: "is required, and missing", cure: `write: {key}: ${example}` };
    if (input === null)
        return { message: "has no value", cure: `write a value, as in {key}: ${example}, or take the line out` };
    if (typeof input === "number") return numberForText(input, example === idExample || undefined);
    if (typeof input === "boolean")
        return { message: `is read as ${input}, and must be a text`, cure: `write it in quotes: {key}: "${input}"` };
    return { message: `is a ${kindOf(input)}, and must be a text`, cure: `write: {key}: ${example}` };
}

/** The complaint about a number. Whole numbers of ten to twelve digits are taken for account ids. */
export function numberForText(value: number, isId = mayBeId(value), source?: string): Complaint {
    const digits = value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 20 });
    const message = `a number was read (${digits}) where a text is asked for`;
    const written = source !== undefined && /^\d+$/u.test(source) ? source : digits;
    if (!isId) return { message, cure: `write it in quotes: {key}: "${written}"` };
    return { message: `${message}; an account id is 12 digits in quotes`, cure: idCure(value, written) };
}

function mayBeId(value: number): boolean {
    return Number.isInteger(value) && value >= 1e9 && value < 1e12;
}

/** YAML changes an id with a leading zero: `089…` loses the zero, `011…` is read as octal. The probable id is shown, never assumed. */
function idCure(value: number, written: string): string {
    const lines = (id: string): string =>
        `{key}: "${id}" or run: pulumi config set --path '{path}' ${id} --type string`;
    if (/^\d{12}$/u.test(written)) return `write: ${lines(written)}`;
    const meant = meantId(value);
    return `write the id as AWS shows it, in quotes${meant === undefined ? ', as in {key}: "111111111111"' : `; if it is ${meant}: ${lines(meant)}`}`;
}

/** The 12 digits with a leading zero that YAML would read as this number. */
function meantId(value: number): string | undefined {
    if (!Number.isSafeInteger(value) || value < 0) return undefined;
    const octal = value.toString(8).padStart(12, "0");
    const decimal = value.toString().padStart(12, "0");
    if (/[89]/u.test(decimal) && decimal.startsWith("0") && decimal.length === 12 && value >= 1e10) return decimal;
    if (octal.length === 12 && octal.startsWith("0") && value >= 8 ** 10) return octal;
    return decimal.length === 12 ? decimal : undefined;
}

/** Name of a JSON value's kind. */
export function kindOf(value: unknown): string {
    if (Array.isArray(value)) return "list";
    if (typeof value === "object") return value === null ? "null" : "map";
    return typeof value === "string" ? "text" : typeof value;
}

/** Refuses a text that does not match a pattern. */
export function matching(pattern: RegExp, message: string, cure: string): TextCheck {
    return (value) => (pattern.test(value) ? undefined : { message, cure });
}

/** Refuses a text that is empty or only blanks. */
function notEmpty(value: string): Complaint | undefined {
    return value.trim() === ""
        ? { message: `is empty: ${displayValue(value)}`, cure: "write a value, or take the line out" }
        : undefined;
}
