import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Steps, waitWords } from "../../../cli/fleet/waits";
import type { EngineEvent, StepMetadata } from "../../../cli/preview/engine-event";

const metadata = (name: string, op = "create", type = "aws:iam/role:Role"): StepMetadata => ({
    op,
    urn: `urn:pulumi:management::p::${type}::${name}`,
    type,
    old: null,
    new: null,
});

describe("what an engine waits for", () => {
    it("is what began ten seconds ago and has not ended, the longest first", () => {
        let now = 0;
        const steps = new Steps(() => now);
        const begin = (...names: readonly string[]): void => {
            for (const name of names) steps.heard({ resourcePreEvent: { metadata: metadata(name) } });
        };
        const end: EngineEvent = { resOutputsEvent: { metadata: metadata("done") } };
        const failed: EngineEvent = { resOpFailedEvent: { metadata: metadata("failed") } };
        begin("slow", "done", "failed");
        steps.heard({ resourcePreEvent: { metadata: metadata("unchanged", "same") } });
        steps.heard({ resourcePreEvent: { metadata: metadata("component", "create", "own:index:Thing") } });
        now = 9_000;
        begin("late");
        deepStrictEqual(steps.long(), []);
        steps.heard(end);
        steps.heard(failed);
        now = 20_000;
        deepStrictEqual(steps.long(), [
            { name: "slow", operation: "create", seconds: 20 },
            { name: "late", operation: "create", seconds: 11 },
        ]);
        strictEqual(waitWords(steps.long()), "waits 20 s for slow (create), and 1 more");
        strictEqual(waitWords([]), "");
    });
});
