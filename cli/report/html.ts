/** Text of a page. Whatever is put into one by {@link markup} is escaped, unless it is such a text itself. */
export class Html {
    constructor(readonly text: string) {}
}

type Value = Html | string | number | undefined | false | readonly Value[];

const entities: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/** Escapes all values, for text and for attributes in quotes. Undefined and false are nothing, lists are joined. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
    return new Html(
        // Where the code is broken into lines, one line end is left of it.
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

/** Things with a comma between. */
export function joined(values: readonly (Html | string)[]): readonly (Html | string)[] {
    return values.flatMap((value, index) => (index === 0 ? [value] : [", ", value]));
}

/** An element's id: the same name has the same id in each report, and another name another. */
export function idOf(kind: "account" | "bound" | "policy" | "role" | "unit", name: string): string {
    return `${kind}-${name.replace(/[^A-Za-z0-9-]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`)}`;
}
