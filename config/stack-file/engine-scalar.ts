const words: Readonly<Record<string, boolean | null>> = {
    "": null,
    "~": null,
    null: null,
    Null: null,
    NULL: null,
    true: true,
    True: true,
    TRUE: true,
    false: false,
    False: false,
    FALSE: false,
};

const date = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?$/u;

/**
 * What Pulumi's engine makes of a YAML scalar without quotes (gopkg.in/yaml.v3, resolve.go): the engine reads `011` as octal, takes
 * underscores out of numbers and makes dates of dates, all of which the npm package yaml does not.
 */
export function engineScalar(source: string): string | number | boolean | null {
    if (Object.hasOwn(words, source)) return words[source]!;
    if (isDate(source)) return source;
    const plain = source.replaceAll("_", "");
    const integer = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/u.exec(plain);
    // A leading underscore makes no number.
    if (integer !== null && /^[-+\d]/u.test(source)) {
        const [, sign, hex, binary, octal, decimal] = integer;
        const value = hex
            ? parseInt(hex, 16)
            : binary
              ? parseInt(binary, 2)
              : octal
                ? parseInt(octal, 8)
                : Number(decimal);
        return sign === "-" ? -value : value;
    }
    return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/u.test(plain) && /^[-+.\d]/u.test(source)
        ? Number(plain)
        : source;
}

/** Whether the engine makes a date of a scalar without quotes. */
export function isDate(source: string): boolean {
    return date.test(source);
}
