import { deepStrictEqual, doesNotMatch, strictEqual, match, ok } from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FleetResult } from "../../../cli/fleet/fleet";
import { fleetMarkdown } from "../../../cli/fleet/markdown";
import { noPreview, outcomeOf, type Outcome, type Result } from "../../../cli/fleet/outcome";
import { readPreview, type Change, type Preview } from "../../../cli/preview/events";
import { summaryJson, summaryText } from "../../../cli/fleet/summary";
import { resultWords } from "../../../cli/fleet/words";
import { recordedEvents } from "../../support/recorded-events";

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

/** A stack whose preview was recorded on the real engine. */
const recorded = (stack: string, name: string): Outcome => ({
    ...outcome(stack, "changed"),
    preview: readPreview(recordedEvents(name)),
});
const refusal: Preview["violations"][number] = {
    policy: "no-personal-emails",
    level: "mandatory",
    resource: "account-pay",
    message: 'email "ada@gmail.com" is a personal mailbox\n→ use a group',
};
const refused = (stack: string, more: Partial<Preview> = {}): Outcome => {
    const { preview, ...rest } = outcome(stack, "failed", [], "no-personal-emails: email");
    return { ...rest, preview: { ...preview, violations: [refusal], ...more } };
};

const goldens: Readonly<Record<string, readonly [FleetResult, object?]>> = {
    words: [
        result(
            recorded("management", "words-management"),
            recorded("security", "words-security"),
            recorded("apps-prd", "words-member"),
            outcome("apps-devstg", "new"),
            outcome("data", "same"),
        ),
        { shard: "1-of-2", link: "https://example.com/run/1" },
    ],
    redacted: [
        result(
            recorded("management", "words-management"),
            refused("apps-1"),
            refused("apps-2", { errors: ["hunter22!"] }),
        ),
        { redact: true, secrets: ["hunter22!"] },
    ],
    drift: [{ ...result(recorded("management", "drift")), operation: "refresh" }],
};

describe("the fleet's comment", () => {
    for (const [name, [fleet, more]] of Object.entries(goldens))
        it(`golden: ${name}`, () => {
            const file = join(__dirname, "golden", `${name}.md`);
            const text = markdown(fleet, more);
            if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
            ok(existsSync(file), "run it with UPDATE_GOLDEN=1");
            strictEqual(text, readFileSync(file, "utf8"), "differs; if that is right, run it with UPDATE_GOLDEN=1");
        });

    it("a change of who may enter is one, though no resource changes, and is a loss of the summaries too", () => {
        const access = (accounts: readonly string[]): object => ({ access: [{ role: "DevOps", accounts }] });
        const outputs = { before: access(["a", "b"]), after: access(["a"]) } as NonNullable<Preview["outputs"]>;
        const { stack, preview } = outcome("management", "same");
        const run = { exitCode: 0, preview: { ...preview, outputs }, lastWords: "" };
        const fleet = result(outcomeOf(stack, "preview", run, 1));
        match(markdown(fleet), /```diff\n- management: people with DevOps can no longer enter b\n```/u);
        match(summaryText(fleet, { secrets: [] }), /- management: people with DevOps can no longer enter b\n/u);
        const { losses, exitCode } = summaryJson(fleet, { secrets: [] }) as {
            losses: readonly object[];
            exitCode: number;
        };
        deepStrictEqual(losses, [
            { stack: "management", kind: "access", words: "people with DevOps can no longer enter b" },
        ]);
        strictEqual(exitCode, 3);
    });

    it("names the stacks of the same loss in one line, all of them where nothing is cut", () => {
        const names = Array.from({ length: 10 }, (_, index) => `a-${index}`);
        const fleet = result(...names.map((name) => outcome(name, "changed", [change("delete", "role-x-role")])));
        match(markdown(fleet), /^- a-0, a-1, a-2, a-3, a-4, a-5, a-6, a-7 and 2 more: role x is deleted$/mu);
        const whole = markdown(fleet, { limit: Number.POSITIVE_INFINITY });
        ok(whole.includes(`- ${names.join(", ")}: role x is deleted\n`), whole);
    });

    it("a warning of a stack without changes is there", () => {
        const { preview, ...rest } = outcome("a-1", "same");
        const text = markdown(result({ ...rest, preview: { ...preview, warnings: ["deprecated"] } }));
        match(text, /\n#### a-1: no changes\n\n<details><summary>1 warning<\/summary>\n\n```text\ndeprecated\n/u);
    });

    it("a part in which nothing changes names its stacks", () => {
        match(
            markdown(result(outcome("a-1", "same")), { shard: "1-of-2" }),
            /\n1 stack: 1 without changes\n\nWithout changes: a-1\n$/u,
        );
        const names = Array.from({ length: 60 }, (_, index) => `a-${index}`);
        const fleet = result(...names.map((name) => outcome(name, "same")));
        match(markdown(fleet), /\nWithout changes: a-0, [^\n]* a-49 and 10 more\n$/u);
        match(markdown(fleet, { limit: Number.POSITIVE_INFINITY }), /\nWithout changes: a-0, [^\n]* a-59\n$/u);
    });

    it("a stack is named once for what it says twice", () => {
        const twice = [change("delete", "role-x-role"), change("delete", "role-x-role", { urn: "another" })];
        const text = markdown(result(outcome("a-1", "changed", twice), outcome("a-2", "changed", twice)));
        match(text, /^- a-1, a-2: role x is deleted$/mu);
        const errors = { violations: [refusal, refusal] };
        match(markdown(result(refused("a-1", errors))), /^- a-1: `no-personal-emails`/mu);
    });

    it("a stack that was not run says why, in the comment and in the line of a job's log", () => {
        const failed = outcome("a-1", "not run", [], "not run: management failed");
        const cut = outcome("a-2", "not run");
        match(markdown(result(failed, cut)), /^a-1: not run: management failed\na-2: not run: interrupted before$/mu);
        deepStrictEqual([failed, cut].map(resultWords), ["not run: management failed", "not run: interrupted before"]);
    });

    it("many groups are folded", () => {
        const texts = [5, 6].map((count) =>
            markdown(
                result(
                    ...Array.from({ length: count }, (_, index) =>
                        outcome(`a-${index}`, "changed", [change("create", `role-${"x".repeat(index + 1)}-role`)]),
                    ),
                ),
            ),
        );
        deepStrictEqual(
            texts.map((text) => [text.split("\n#### ").length - 1, text.split("<summary>a-").length - 1]),
            [
                [5, 0],
                [0, 6],
            ],
        );
    });

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
            "**Deleted and replaced**",
            "- a-3: role other is deleted",
            "**Taken away from what stays**",
            '~ a-4: role tags changes\n-   tags.owner: "ada"',
            "**Failed**",
            "a-2: 1 fault",
            "a-7: account",
            "a-6",
            "#### a-3: 1 deleted\n\n<details><summary>The same in the engine's names",
            "#### a-1: 1 updated\n\n**Changes**",
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

    it("shows the same change of several stacks once, whatever their names and ids", () => {
        const own = (stack: string): Outcome => {
            const { stack: of } = outcome(stack, "changed");
            const properties = [{ path: "arn", before: "x", after: `arn:aws:iam::${of.id!}:role/${stack}` }];
            return outcome(stack, "changed", [change("update", "role", { properties })]);
        };
        const text = markdown(
            result(own("a-1"), own("a-2"), outcome("a-3", "changed", [change("update", "z")]), own("a-4")),
        );
        match(text, /\n#### a-1, a-2, a-4: 1 updated\n[^]*\n#### a-3: 1 updated\n/u);
        strictEqual(text.split("\n#### ").length - 1, 2);
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
        match(text, /^- account-0: role 0 is deleted$/mu);
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
        const fleet = {
            ...result(
                outcome("a-1", "changed", [change("create", "role")]),
                outcome("a-2", "locked", [], "the stack is locked: by ada\n→ wait"),
                outcome("a-3", "changed", [change("replace", "other")]),
                outcome("a-4", "same"),
            ),
            leftOut: [{ stack: "old", unit: null, why: "closed" }],
        } as const;
        strictEqual(
            summaryText(fleet, { secrets: [] }),
            `Deleted, replaced, taken away
  ± a-3: role other is replaced

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

    it("for people: a reason that several stacks have in common is printed once", () => {
        const ended = "the session ended in the middle of the run\n→ get a new one";
        const fleet = result(
            outcome("a-1", "credentials", [], ended),
            outcome("a-2", "failed", [], "role-x: AWS refuses it"),
            outcome("a-3", "credentials", [], ended),
        );
        match(
            summaryText(fleet, { secrets: [] }),
            /^Failed\n {2}a-1, a-3: the session ended in the middle of the run\n {6}→ get a new one\n {2}a-2: role-x: AWS refuses it\n\n/u,
        );
    });

    it("for programs: losses on top, each stack with its result", () => {
        const fleet = result(outcome("a-1", "changed", [change("delete", "role")]));
        const json = summaryJson(fleet, { secrets: [] }) as {
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

    it("hides secrets for people and for programs, and emails and ids where asked", () => {
        const losses = [{ path: "tags.owner", before: "hunter22 aws+a-1@acme.example" }];
        const fleet = result(
            outcome(
                "a-1",
                "failed",
                [change("update", "tags", { losses })],
                'key "hunter22" of 100000000001\n→ mend it',
            ),
            outcome("a-2", "waits", [], "account 100000000002 was invited"),
        );
        const shown = (redact: boolean): readonly string[] => {
            const cleaning = { secrets: ["hunter22"], redact };
            return [summaryText(fleet, cleaning), JSON.stringify(summaryJson(fleet, cleaning))];
        };
        for (const text of shown(false)) {
            doesNotMatch(text, /hunter22/u);
            match(text, /aws\+a-1@acme\.example[^]*100000000001/u);
        }
        for (const text of shown(true)) doesNotMatch(text, /hunter22|@acme|10000000000/u);
    });
});
