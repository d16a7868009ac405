import { deepStrictEqual } from "node:assert/strict";
import { readPreview } from "../../../cli/preview/events";

describe("what an engine's events say", () => {
    const errors = (...messages: readonly string[]): readonly string[] =>
        readPreview(messages.map((message) => ({ diagnosticEvent: { severity: "error", message: `${message}\n` } })))
            .errors;

    it("leaves out the engine's last line, which gives no reason", () => {
        for (const operation of ["preview", "update", "refresh"])
            deepStrictEqual(errors("the role is gone", `${operation} failed`), ["the role is gone"], operation);
        deepStrictEqual(errors("update failed: the role is gone"), ["update failed: the role is gone"]);
    });
});
