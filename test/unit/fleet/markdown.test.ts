import { deepStrictEqual, doesNotMatch, strictEqual, match, ok } from "node:assert/strict";
import type { FleetResult } from "../../../cli/fleet/fleet";
import { fleetMarkdown } from "../../../cli/fleet/markdown";
import { noPreview, type Outcome, type Result } from "../../../cli/fleet/outcome";
import { summaryJson, summaryText } from "../../../cli/fleet/summary";
import type { Change } from "../../../cli/preview/events";

function change(kind: Change["kind"], name: string, more: Partial<Change> = {}): Change {
    return {
        kind,
        urn: `urn:pulumi:x::y::aws:iam/role:Role::${name}`,
        type: "aws:iam/role:Role",
        name,
        properties: [{ path: "description", before: "old", after: "new" }],
        losses: [],
        isComponent: false,
        reasons: [],
        isRetained: false,
        ...more,
    };
}

function outcome(stack: string, result: Result, changes: readonly Change[] = [], why = ""): Outcome {
    return {
        stack: {
            stack,
            layer: "member",
            unit: "apps",
            id: String(100000000000 + Number(/\d+/u.exec(stack)?.[0] ?? 0)),
            email: `aws+${stack}@acme.example`,
            roleName: "OrganizationAccountAccessRole",
        },
        result,
        preview: { ...noPreview, changes, unchanged: 3, ended: true },
        why,
        seconds: 1,
    };
}

const result = (...outcomes: readonly Outcome[]): FleetResult => ({ operation: "preview", outcomes, leftOut: [] });
const markdown = (fleet: FleetResult, more = {}): string => fleetMarkdown(fleet, { secrets: [], ...more });

describe("the fleet's comment", () => {
    const mixed = result(
        outcome("a-1", "changed", [change("update", "role")]),
        outcome("a-2", "failed", [], '1 fault:\n  baseline: "x"\n    → mend it'),
        outcome("a-3", "changed", [change("delete", "other")]),
        outcome("a-4", "changed", [change("update", "tags", { losses: [{ path: "tags.owner", before: "ada" }] })]),
        outcome("a-5", "same"),
        outcome("a-6", "new"),
        outcome("a-7", "waits", [], "account was invited\n→ make the role"),
    );

    it("has the losses first, then what failed, then the changes", () => {
        const text = markdown(mixed);
        match(text, /^<!-- aws-organization preview of fleet -->\n### Preview of 7 stacks\n\n7 stacks: 1 failed, /u);
        const order = [
            "**Deleted, replaced, taken away**",
            "- a-3: other",
            "- a-4: tags",
            "**Failed**",
            "a-2: 1 fault",
            "a-7: account",
            "a-6",
            "<summary>a-3: 1 deleted",
            "<summary>a-1: 1 updated",
        ];
        deepStrictEqual(
            order.map((part) => text.includes(part)),
            order.map(() => true),
            text,
        );
        deepStrictEqual(
            [...order].sort((a, b) => text.indexOf(a) - text.indexOf(b)),
            order,
        );
        doesNotMatch(text, /a-5/u);
    });

    it("tells the same change of several stacks once, whatever their names and ids are", () => {
        const own = (stack: string): Outcome => {
            const { stack: of } = outcome(stack, "changed");
            const properties = [{ path: "arn", before: "x", after: `arn:aws:iam::${of.id!}:role/${stack}` }];
            return outcome(stack, "changed", [change("update", "role", { properties })]);
        };
        const text = markdown(
            result(own("a-1"), own("a-2"), outcome("a-3", "changed", [change("update", "z")]), own("a-4")),
        );
        match(text, /<summary>a-1, a-2, a-4: 1 updated<\/summary>[^]*<summary>a-3: 1 updated<\/summary>/u);
        strictEqual(text.split("<details><summary>a-").length - 1, 2);
    });

    it("of 400 accounts that differ, each with a long change, stays under GitHub's size, and names every loss or how many are left", () => {
        const long = "x".repeat(3_000);
        const outcomes = Array.from({ length: 400 }, (_, index) =>
            outcome(
                `account-${index}`,
                index % 50 === 0 ? "failed" : "changed",
                [change("delete", `role-${index}`, { properties: [{ path: "policy", before: `${index}${long}` }] })],
                index % 50 === 0 ? long : "",
            ),
        );
        const text = markdown(result(...outcomes), { link: "https://example.com/run/1", shard: "1-of-1" });
        ok(text.length < 65_536, String(text.length));
        match(text, /- account-0: role-0/u);
        match(text, /\*\*Failed\*\*/u);
        match(text, /… \d+ more lines/u);
        match(text, /\[The whole run\]\(https:\/\/example\.com\/run\/1\)\n$/u);
        const whole = markdown(result(...outcomes), { limit: Number.POSITIVE_INFINITY });
        doesNotMatch(whole, /more lines|without room/u);
        ok(whole.includes(long), "nothing is cut");
        // Every block is closed.
        strictEqual(text.split("```").length % 2, 1);
        strictEqual(text.split("<details>").length, text.split("</details>").length);
    });

    it("hides secrets, and emails and ids where asked", () => {
        const fleet = result(outcome("a-1", "failed", [], "hunter22 aws+a-1@acme.example 100000000001"));
        const text = markdown(fleet, { secrets: ["hunter22"], redact: true });
        match(text, /a-1: \[secret\] \[email\] \[account\]/u);
    });

    it("cannot be ended by what a stack says", () => {
        const text = markdown(
            result(outcome("a-1", "failed", [], "```\n<!-- aws-organization preview of fleet -->\n@grace")),
        );
        strictEqual(text.split("<!-- aws-organization").length, 2);
        doesNotMatch(text, /@grace/u);
    });
});

describe("the fleet's summary", () => {
    it("for people: losses, failures with their cure, the rest", () => {
        const text = summaryText({
            ...result(
                outcome("a-1", "changed", [change("create", "role")]),
                outcome("a-2", "locked", [], "the stack is locked: by ada\n→ wait"),
                outcome("a-3", "changed", [change("replace", "other")]),
                outcome("a-4", "same"),
            ),
            leftOut: [{ stack: "old", unit: null, why: "closed" }],
        });
        strictEqual(
            text,
            `Deleted, replaced, taken away
  a-3: ± other  aws:iam:Role

Failed
  a-2: the stack is locked: by ada
      → wait

Changes
  a-1: 1 created
  a-3: 1 replaced

Left out
  old: the account is closed

4 stacks: 1 locked, 2 with changes, 1 without changes`,
        );
    });

    it("for programs: losses on top, each stack with its result", () => {
        const json = summaryJson(result(outcome("a-1", "changed", [change("delete", "role")]))) as {
            losses: readonly { stack: string; kind: string }[];
            stacks: readonly { stack: string; result: string }[];
            exitCode: number;
        };
        deepStrictEqual(Object.keys(json).slice(0, 3), ["operation", "exitCode", "losses"]);
        deepStrictEqual(
            json.losses.map(({ stack, kind }) => [stack, kind]),
            [["a-1", "delete"]],
        );
        deepStrictEqual([json.exitCode, json.stacks[0]!.result], [3, "changed"]);
    });
});
