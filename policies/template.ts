import type { ParameterValue } from "./parameters";

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object, such as a policy document. */
export interface JsonObject {
    readonly [key: string]: Json;
}

/** The values of placeholders, by name. */
export type PlaceholderValues = Readonly<Record<string, ParameterValue>>;

// Double braces, since IAM's policy variables are ${…}, those of backup policies are $account and $region, and
// operators are @@….
const placeholder = /\{\{([A-Za-z][\w.]*)\}\}/gu;
const onlyPlaceholder = /^\{\{([A-Za-z][\w.]*)\}\}$/u;

/**
 * Fills a policy template. All of its rules:
 *
 * - `{{name}}` in a text is replaced by the value. Numbers become text, as in AWS's examples of management policies.
 * - A text with the placeholder of a list becomes one text for each item. Inside a list they are spliced in.
 * - A key that is the placeholder of a map repeats its member for each entry, in which `{{name.key}}` is the entry's
 * key and `{{name.values}}` its list.
 * - A list that becomes empty is left out with its key, and so is an object that becomes empty.
 */
export function fillTemplate(template: JsonObject, values: PlaceholderValues): JsonObject {
    return fillObject(template, values) ?? {};
}

/** Names of the placeholders in a template; those of a map without `.key` and `.values`. */
export function placeholderNames(template: Json): ReadonlySet<string> {
    const names = [...JSON.stringify(template).matchAll(placeholder)].map((match) => match[1] ?? "");
    return new Set(names.map((name) => name.replace(/\.(key|values)$/u, "")));
}

function fill(node: Json, values: PlaceholderValues): Json | undefined {
    if (typeof node === "string") {
        const texts = fillText(node, values);
        return texts.list ? nonEmpty(texts.items) : texts.items[0];
    }
    if (isList(node)) {
        const items = node.flatMap((item): readonly Json[] => {
            if (typeof item === "string") return fillText(item, values).items;
            const filled = fill(item, values);
            return filled === undefined ? [] : [filled];
        });
        return node.length === 0 ? node : nonEmpty(items);
    }
    return typeof node === "object" && node !== null ? fillObject(node, values) : node;
}

function fillObject(node: JsonObject, values: PlaceholderValues): JsonObject | undefined {
    const members = Object.entries(node).flatMap(([key, member]) => {
        const repeated = onlyPlaceholder.exec(key)?.[1];
        if (repeated === undefined) return [[key, fill(member, values)] as const];
        return Object.entries(mapValue(repeated, values)).map(([entryKey, items]) => {
            const inner = { ...values, [`${repeated}.key`]: entryKey, [`${repeated}.values`]: items };
            return [entryKey, fill(member, inner)] as const;
        });
    });
    const filled = members.filter((member): member is readonly [string, Json] => member[1] !== undefined);
    return filled.length === 0 && members.length > 0 ? undefined : Object.fromEntries(filled);
}

/** The texts that one text becomes, and whether it has the placeholder of a list. */
function fillText(
    text: string,
    values: PlaceholderValues,
): { readonly list: boolean; readonly items: readonly string[] } {
    let list = false;
    let items: readonly string[] = [text];
    for (const [whole, name = ""] of text.matchAll(placeholder)) {
        const value = placeholderValue(name, values);
        if (typeof value === "object") list = true;
        const replacements = typeof value === "object" ? value : [value.toString()];
        // A replacement function, because in a plain text `$&` and the like are special.
        items = items.flatMap((item) => replacements.map((replacement) => item.replace(whole, () => replacement)));
    }
    return { list, items };
}

function placeholderValue(name: string, values: PlaceholderValues): string | number | readonly string[] {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`policy template: {{${name}}} has no value`);
    if (typeof value === "object" && !isTextList(value))
        throw new Error(`policy template: {{${name}}} is a map, use it as a key`);
    return value;
}

function mapValue(name: string, values: PlaceholderValues): Readonly<Record<string, readonly string[]>> {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== "object" || isTextList(value))
        throw new Error(`policy template: the key {{${name}}} needs a map`);
    return value;
}

function nonEmpty(items: readonly Json[]): readonly Json[] | undefined {
    return items.length > 0 ? items : undefined;
}

function isList(node: Json): node is readonly Json[] {
    return Array.isArray(node);
}

function isTextList(value: ParameterValue): value is readonly string[] {
    return Array.isArray(value);
}
