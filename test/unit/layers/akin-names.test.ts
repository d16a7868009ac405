import { strictEqual } from "node:assert/strict";
import { isAkin, partsOf } from "../../../layers/shared/akin-names";

/** Names before and after, and what others are called. */
type Row = readonly [before: string, name: string, others?: readonly string[]];

const same: readonly Row[] = [
    ["lovelase", "lovelace"],
    ["lovelcae", "lovelace"],
    ["lovelac", "lovelace"],
    ["ada.lovelase", "ada.lovelace", ["ada.king"]],
    ["jane.doe", "jane.smith", ["john.smith"]],
    ["ada-lovelace", "ada.lovelace", ["ada.king", "bob.lovelace"]],
    ["ada.lovelace", "adalovelace"],
    ["lovelace.ada", "ada.lovelace", ["ada.king"]],
    ["ada@acme.io", "ada@acme.example"],
];

const others: readonly Row[] = [
    ["mary", "mark"],
    ["john", "joan"],
    ["jane", "jake"],
    ["tom", "tim"],
    ["anna", "anne"],
    ["eva", "evan"],
    ["ada", "adam"],
    ["chris", "christine"],
    ["simon", "simone"],
    ["martin", "marion"],
    ["tim.smith", "tom.smith", ["bob.smith"]],
    ["acme-john", "acme-mary", ["acme-bob"]],
    ["admin-john", "admin-mary"],
    ["jo.king", "jo.lee"],
    ["seat-1", "seat-2"],
    ["lovelace1", "lovelace2"],
    ["lovelace.king", "lovelase.lee"],
];

describe("names that may be one person's", () => {
    for (const [rows, expected] of [
        [same, true],
        [others, false],
    ] as const)
        for (const [before, name, more = []] of rows)
            it(`${before}, ${name}: ${expected}`, () => {
                strictEqual(isAkin(name, before, more.flatMap(partsOf)), expected);
                strictEqual(isAkin(before, name, more.flatMap(partsOf)), expected);
            });
});
