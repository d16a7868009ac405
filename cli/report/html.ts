/** A piece of HTML. {@link markup} escapes every value that is not an Html. */
export class Html {
    constructor(readonly text: string) {}
}

type Value = Html | string | number | undefined | false | readonly Value[];

const entities: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/**
 * Makes HTML from a template. It escapes all values, for text and for quoted attributes; undefined and false become empty, lists are
 * joined.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
    return new Html(
        // Indentation in the code is not part of the page.
        parts
            .map((part, index) => {
                const plain = part.replace(/\n\s*/gu, "\n");
                return index < values.length ? plain + textOf(values[index]) : plain;
            })
            .join(""),
    );
}

function textOf(value: Value): string {
    if (value === undefined || value === false) return "";
    if (value instanceof Html) return value.text;
    if (typeof value === "object") return value.map((each) => textOf(each)).join("");
    return String(value).replace(/[&<>"']/gu, (character) => `&${entities[character]!};`);
}

/** The values, separated by commas. */
export function joined(values: readonly (Html | string)[]): readonly (Html | string)[] {
    return values.flatMap((value, index) => (index === 0 ? [value] : [", ", value]));
}

/** An element's id: it depends on the name only, and different names have different ids. */
export function idOf(kind: "account" | "bound" | "policy" | "role" | "unit", name: string): string {
    return `${kind}-${name.replace(/[^A-Za-z0-9-]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`)}`;
}
