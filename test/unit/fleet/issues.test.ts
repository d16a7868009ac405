import { deepStrictEqual, match } from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeIssues } from "../../../cli/fleet/issues";
import { noPreview, withoutRun, type Outcome, type Result } from "../../../cli/fleet/outcome";

const change = {
    kind: "update",
    urn: "urn:pulumi:x::y::aws:iam/role:Role::DevOps-role",
    type: "aws:iam/role:Role",
    name: "DevOps-role",
    properties: [{ path: "description", before: "old", after: "new" }],
    losses: [],
    isComponent: false,
    reasons: [],
    isRetained: false,
} as const;

/** Every result of a stack, with the verdict of a check for drift. */
const verdicts: Readonly<Record<Result, string>> = {
    same: "same",
    changed: "drift",
    failed: "failed",
    credentials: "failed",
    locked: "failed",
    "not run": "failed",
    // Nothing exists that could have drifted: no issue is opened, and none closed.
    new: "none",
    waits: "none",
};

describe("a check for drift, for an issue a stack", () => {
    it("has a verdict for each result, and a text for drift alone", () => {
        const outcomes = Object.keys(verdicts).map((result, index): Outcome => {
            const stack = {
                stack: `apps-${index}`,
                layer: "member",
                unit: "apps",
                id: `${222222222222 + index}`,
                email: "aws@acme.example",
                roleName: "OrganizationAccountAccessRole",
            } as const;
            const ended = withoutRun(stack, result as Result, "why");
            return result === "changed"
                ? { ...ended, preview: { ...noPreview, changes: [change], ended: true } }
                : ended;
        });
        const folder = mkdtempSync(join(tmpdir(), "issues-"));
        try {
            writeIssues({ operation: "refresh", outcomes, leftOut: [] }, join(folder, "drift"), { secrets: [] });
            const read = (file: string): string => readFileSync(join(folder, "drift", file), "utf8");
            const found = outcomes.map(({ result, stack }) => [result, read(`${stack.stack}.result`).trim()]);
            deepStrictEqual(Object.fromEntries(found), verdicts);
            const texts = readdirSync(join(folder, "drift")).filter((file) => file.endsWith(".md"));
            deepStrictEqual(texts, ["apps-1.md"]);
            match(read("apps-1.md"), /DevOps-role/u);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
