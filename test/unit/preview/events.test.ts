import { deepStrictEqual } from "node:assert/strict";
import { parseEvents, readPreview } from "../../../cli/preview/events";

describe("what an engine's events say", () => {
    it("a line that is no event, and a part that is not as it is read here, count as not there", () => {
        const lines = [
            "null",
            "3",
            '"text"',
            "[]",
            '{"cut',
            '{"summaryEvent":"s3:*"}',
            '{"resOutputsEvent":{}}',
            '{"resourcePreEvent":{"metadata":{"op":"create","urn":7,"type":"aws:x"}}}',
            '{"diagnosticEvent":{"severity":"error","message":null}}',
            '{"errorEvent":{"error":"the role is gone"}}',
        ];
        const preview = readPreview(parseEvents(lines.join("\n")));
        deepStrictEqual([preview.errors, preview.changes, preview.ended], [["the role is gone"], [], false]);
    });

    const errors = (...messages: readonly string[]): readonly string[] =>
        readPreview(messages.map((message) => ({ diagnosticEvent: { severity: "error", message: `${message}\n` } })))
            .errors;

    it("leaves out the engine's last line, which gives no reason", () => {
        for (const operation of ["preview", "update", "refresh"])
            deepStrictEqual(errors("the role is gone", `${operation} failed`), ["the role is gone"], operation);
        deepStrictEqual(errors("update failed: the role is gone"), ["update failed: the role is gone"]);
    });
});
