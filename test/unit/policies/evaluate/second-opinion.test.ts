import { ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { questions } from "../../../support/policy-questions";
import { ours, theirs } from "../../../support/second-opinion";

describe("the evaluator, beside the simulator of cloud-copilot", () => {
    it("says the same of 2,000 generated policies and requests (make fuzz asks 100,000 others)", function () {
        const seen = { allowed: 0, denied: 0, unknown: 0 };
        const same = fc.property(questions, (question) => {
            const { decision } = ours(question);
            seen[decision]++;
            if (decision !== "unknown") strictEqual(decision, theirs(question));
        });
        fc.assert(same, { numRuns: 2000, seed: 1 });
        ok(Math.min(seen.allowed, seen.denied) > 500, JSON.stringify(seen));
        ok(seen.unknown < 100, JSON.stringify(seen));
    });
});
