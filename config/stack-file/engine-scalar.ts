const words: Readonly<Record<string, boolean | number | null>> = {
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
    ...Object.fromEntries([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Infinity])),
    ...Object.fromEntries(["-.inf", "-.Inf", "-.INF"].map((word) => [word, -Infinity])),
    ...Object.fromEntries([".nan", ".NaN", ".NAN"].map((word) => [word, NaN])),
};

const date =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/u;

const largestSigned = 2n ** 63n;
const largestUnsigned = 2n ** 64n;

/**
 * The value that Pulumi's engine reads in an unquoted YAML scalar (gopkg.in/yaml.v3, resolve.go). It reads `011` as octal, ignores
 * underscores in numbers and turns dates into dates; the npm package yaml does none of that. A number that is too large for the engine
 * stays a text; infinity and NaN are refused by the engine, later.
 */
export function engineScalar(source: string): string | number | boolean | null {
    if (Object.hasOwn(words, source)) return words[source]!;
    if (isDate(source)) return source;
    if (source.startsWith(".")) return decimal(/^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/u, source) ?? source;
    // A text that begins with an underscore is not a number.
    if (!/^[-+\d]/u.test(source)) return source;
    const plain = source.replaceAll("_", "");
    return (
        integer(plain) ?? decimal(/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/u, plain) ?? oldBase(plain) ?? source
    );
}

/** Whether the engine reads an unquoted scalar as a date. */
export function isDate(source: string): boolean {
    const parts = date.exec(source)?.slice(1).map(Number);
    if (parts === undefined) return false;
    const [year, month, day, ...times] = parts as [number, number, number, ...number[]];
    const [hour = 0, minute = 0, second = 0] = times.filter((part) => !Number.isNaN(part));
    const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
    return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

/** A 64-bit integer, as read by Go's strconv with base 0. */
function integer(plain: string): number | undefined {
    const parts = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/u.exec(plain);
    if (parts === null) return undefined;
    const [, sign, hex, binary, octal, digits] = parts;
    const value = BigInt(
        hex !== undefined
            ? `0x${hex}`
            : binary !== undefined
              ? `0b${binary}`
              : octal !== undefined
                ? `0o${octal}`
                : digits!,
    );
    const limit = sign === "" ? largestUnsigned : sign === "-" ? largestSigned + 1n : largestSigned;
    if (value >= limit) return undefined;
    return value === 0n ? 0 : Number(sign === "-" ? -value : value);
}

function decimal(form: RegExp, source: string): number | undefined {
    if (!form.test(source)) return undefined;
    const value = Number(source.replaceAll("_", ""));
    return Number.isFinite(value) ? value : undefined;
}

/** `0b-11` and `0o-17`, which Go's strconv accepts after the prefix is removed. */
function oldBase(plain: string): number | undefined {
    const parts = /^0(?:b([-+])([01]+)|o([-+])([0-7]+))$/u.exec(plain);
    if (parts === null) return undefined;
    const value = parts[2] === undefined ? parseInt(parts[4]!, 8) : parseInt(parts[2], 2);
    if (value >= 2 ** 63) return undefined;
    return (parts[1] ?? parts[3]) === "-" && value !== 0 ? -value : value;
}
