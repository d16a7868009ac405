import fc from "fast-check";
import { targets } from "../../support/mutated/targets";

// `make fuzz` reads more of each (test/fuzz/mutations.ts).
const numRuns = 100;

describe("changed copies of what the program reads", () => {
    for (const { name, input, judge } of targets)
        it(`${name}: no crash, no fault without its place and cure, no nonsense accepted`, () => {
            fc.assert(fc.property(input, judge), { numRuns, seed: 1 });
        });
});
