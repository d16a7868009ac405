import fc from "fast-check";

/** A change of a value made of maps and lists. Places are numbers: the n-th of all, modulo their number. */
type Edit =
    | { readonly kind: "put"; readonly at: number; readonly value: unknown }
    | { readonly kind: "take out" | "wrap" | "into a list" | "empty"; readonly at: number }
    | { readonly kind: "copy"; readonly at: number; readonly from: number }
    | { readonly kind: "rename"; readonly at: number; readonly key: string };

/** Values that people write by mistake, that programs write, or that JavaScript treats in surprising ways. */
const odd: readonly unknown[] = [
    ...[null, true, false, 0, -1, 1.5, 1e21, 2 ** 53, [], {}, [null], [[]], { a: null }, ["a", "a"]],
    ...[
        "",
        " ",
        "*",
        "root",
        "null",
        "true",
        "~",
        "0x1F",
        "1e3",
        "2026-01-01",
        "12:30:00",
        "é😀",
        "\u0000",
        "\u2028",
        "a\nb",
    ],
    ...[
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "${aws:username}",
        "{{short}}",
        "../../etc/passwd",
        "x".repeat(3000),
    ],
    ...[
        "111111111111",
        111111111111,
        "aws@acme.example",
        "account:security",
        "workloads/prd/",
        "/",
        "a/b/c/d/e/f/g",
        "management",
    ],
    ...[
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::aws:policy/x",
        "us-east-1",
        "s3:*",
        "sts:AssumeRole",
        "1h",
        "-1h",
        "12",
    ],
];
const oddKeys = [
    "__proto__",
    "constructor",
    "",
    " ",
    "*",
    "root",
    "management",
    "toString",
    "a.b",
    "a[0]",
    "é",
    "x".repeat(300),
];

const place = fc.nat({ max: 400 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
    {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant("put" as const), at: place, value: fc.constantFrom(...odd) }),
    },
    {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant("put" as const), at: place, value: fc.jsonValue({ maxDepth: 2 }) }),
    },
    {
        weight: 2,
        arbitrary: fc.record({
            kind: fc.constantFrom("take out" as const, "wrap" as const, "into a list" as const, "empty" as const),
            at: place,
        }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("copy" as const), at: place, from: place }) },
    {
        weight: 2,
        arbitrary: fc.record({
            kind: fc.constant("rename" as const),
            at: place,
            key: fc.oneof(fc.constantFrom(...oddKeys), fc.string({ maxLength: 12 })),
        }),
    },
);

/** One of the values with one to four changes anywhere in it. */
export function mutatedValue(values: readonly object[], edits = 4): fc.Arbitrary<unknown> {
    return fc
        .tuple(fc.constantFrom(...values), fc.array(edit, { minLength: 1, maxLength: edits }))
        .map(([value, all]) => all.reduce<unknown>(changed, structuredClone(value)));
}

interface Slot {
    readonly owner: object;
    readonly key: string;
}

/** All places in a value, containers before their contents. */
function slotsOf(value: unknown): readonly Slot[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.keys(value).flatMap((key) => [{ owner: value, key }, ...slotsOf(valueAt({ owner: value, key }))]);
}

function valueAt({ owner, key }: Slot): unknown {
    return (owner as Record<string, unknown>)[key];
}

function put({ owner, key }: Slot, value: unknown): void {
    // `__proto__` as an ordinary key, as YAML and JSON parsers create it.
    Object.defineProperty(owner, key, { value, enumerable: true, writable: true, configurable: true });
}

function changed(value: unknown, each: Edit): unknown {
    const slots = slotsOf(value);
    const slot = slots[each.at % Math.max(1, slots.length)];
    if (slot === undefined) return value;
    switch (each.kind) {
        case "put":
            put(slot, structuredClone(each.value));
            break;
        case "take out":
            remove(slot);
            break;
        case "wrap":
            put(slot, { [slot.key]: valueAt(slot) });
            break;
        case "into a list":
            put(slot, [valueAt(slot), valueAt(slot)]);
            break;
        case "empty":
            put(slot, Array.isArray(valueAt(slot)) ? [] : {});
            break;
        case "copy":
            put(slot, structuredClone(valueAt(slots[each.from % slots.length]!)));
            break;
        default:
            rename(slot, each.key);
    }
    return value;
}

function remove({ owner, key }: Slot): void {
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else Reflect.deleteProperty(owner, key);
}

function rename(slot: Slot, key: string): void {
    if (Array.isArray(slot.owner)) return;
    const value = valueAt(slot);
    remove(slot);
    put({ owner: slot.owner, key }, value);
}
